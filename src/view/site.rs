//! What every page knows of the site.

use super::contract::contract;

contract! {
    /// The site. Every `path` is relative to the site's root: write `{{ page.root }}` before it.
    pub struct SiteView {
        /// Name of the site.
        pub title: String,
        /// A line under the name.
        pub subtitle: Option<String>,
        /// One or two sentences.
        pub description: String,
        /// Language tag, such as `zh-CN`.
        pub language: String,
        /// `Fengbei` and its version.
        pub generator: String,
        /// Colours and pictures.
        pub look: LookView,
        /// The menu.
        pub navigation: Vec<NavigationView>,
        /// The bottom zone.
        pub bottom: BottomView,
        /// The search.
        pub search: SearchView,
        /// Feeds of the whole site.
        pub feeds: Vec<FeedView>,
        /// Stylesheets, in order.
        pub styles: Vec<AssetView>,
        /// Scripts, in order.
        pub scripts: Vec<AssetView>,
        /// Path of the home page.
        pub home: String,
        /// Path of the human site map (网站地图).
        pub sitemap: String,
        /// Path of the list of keywords; absent when there are no keyword pages.
        pub keywords: Option<String>,
        /// Days on which the site turns grey, such as `2024-12-13 12-13`, for the script; empty for none.
        pub grey_days: String,
        /// Whether the day of the build is such a day.
        pub grey: bool,
        /// Content security policy for the `<meta http-equiv>`.
        pub policy: String,
        /// The year of the build.
        pub year: String,
    }

    /// Colours and pictures an office set.
    pub struct LookView {
        /// The main colour, as `#rrggbb`; absent for the theme's own.
        pub main: Option<String>,
        /// The second colour.
        pub accent: Option<String>,
        /// The paper's colour.
        pub paper: Option<String>,
        /// The logo.
        pub logo: Option<PictureView>,
        /// The picture of the identity zone.
        pub banner: Option<PictureView>,
    }

    /// An entry of the menu.
    pub struct NavigationView {
        /// The word shown.
        pub title: String,
        /// Path inside the site; empty when it leads elsewhere.
        pub path: String,
        /// Address of another site; empty when it leads inside.
        pub href: String,
        /// Path of the column it stands for; compare with `page.section` to mark where one is.
        pub section: String,
        /// Columns below it.
        pub children: Vec<LinkView>,
    }

    /// A link inside the site.
    pub struct LinkView {
        /// The word shown.
        pub title: String,
        /// Path inside the site.
        pub path: String,
    }

    /// A link to another site.
    pub struct WebLinkView {
        /// The word shown.
        pub title: String,
        /// The address.
        pub href: String,
    }

    /// The bottom zone. What is absent is not shown.
    pub struct BottomView {
        /// 主办
        pub host: Option<String>,
        /// 承办
        pub maintainer: Option<String>,
        /// 地址
        pub address: Option<String>,
        /// 邮编
        pub postcode: Option<String>,
        /// 电话
        pub phone: Option<String>,
        /// 邮箱
        pub email: Option<String>,
        /// 有害信息举报电话
        pub report: Option<String>,
        /// 政府网站标识码
        pub code: Option<String>,
        /// ICP filing, with its link.
        pub icp: Option<WebLinkView>,
        /// Police filing, with its link.
        pub police: Option<WebLinkView>,
        /// CONAC mark: 党政机关 or 事业单位.
        pub conac: Option<HookView>,
        /// 我为政府网站找错
        pub find_error: Option<HookView>,
        /// The portal's visit counter.
        pub counter: Option<HookView>,
    }

    /// An entry that another site provides.
    pub struct HookView {
        /// The word shown.
        pub title: String,
        /// Where it leads; absent when only a script was given.
        pub href: Option<String>,
        /// The script to load; absent unless configured.
        pub script: Option<String>,
    }

    /// The search.
    pub struct SearchView {
        /// Path of the search page; absent when the site has no search.
        pub path: Option<String>,
        /// The portal's own search for readers without JavaScript.
        pub fallback: Option<FallbackView>,
    }

    /// Another site's search as a form.
    pub struct FallbackView {
        /// The form's action.
        pub action: String,
        /// Name of the field that takes the words.
        pub field: String,
        /// Fixed fields of the form.
        pub hidden: Vec<PairView>,
    }

    /// A name and a value.
    pub struct PairView {
        /// The name.
        pub name: String,
        /// The value.
        pub value: String,
    }

    /// A feed.
    pub struct FeedView {
        /// Name of the feed.
        pub title: String,
        /// Media type.
        pub mime: String,
        /// Path inside the site.
        pub path: String,
    }

    /// A stylesheet or script of the theme.
    pub struct AssetView {
        /// Path inside the site; the name holds a digest of the content.
        pub path: String,
        /// Value for the `integrity` attribute; absent unless `site.toml` asks for it, because browsers
        /// refuse such files when a page is opened from a disk or USB stick.
        pub integrity: Option<String>,
    }

    /// A picture.
    pub struct PictureView {
        /// Path inside the site of the picture every browser reads.
        pub path: String,
        /// Width in pixels.
        pub width: u32,
        /// Height in pixels.
        pub height: u32,
        /// Alternative text; empty when the picture only decorates.
        pub alt: String,
        /// Smaller and better compressed forms.
        pub variants: Vec<VariantView>,
    }

    /// One form of a picture.
    pub struct VariantView {
        /// Path inside the site.
        pub path: String,
        /// Media type.
        pub mime: String,
        /// Width in pixels.
        pub width: u32,
    }
}
