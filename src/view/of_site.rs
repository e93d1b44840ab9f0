//! The site's own view.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::builder::Builder;
use super::page::InlineView;
use super::site::{
    BottomView, FallbackView, HookView, LookView, NavigationView, PairView, SearchView, SiteView,
    WebLinkView,
};
use crate::model::{Bottom, ColumnId, GreyDay, Hook, NavigationTarget, Site, Taxonomy};
use crate::text::percent_encode;

impl Builder<'_> {
    /// The view of the site that every template sees.
    pub fn site_view(&self) -> SiteView {
        let config = &self.site.config;
        let words = config.keyword_pages && !self.site.terms(Taxonomy::Keyword).is_empty();
        SiteView {
            title: config.title.clone(),
            subtitle: config.subtitle.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            generator: concat!("Fengbei ", env!("CARGO_PKG_VERSION")).into(),
            look: self.look(),
            navigation: self.navigation(),
            bottom: bottom(&config.bottom, &config.portal.code),
            search: SearchView {
                path: config.search.then(|| "search.html".into()),
                fallback: config.search_fallback.as_deref().and_then(fallback),
            },
            feeds: self.feeds(ColumnId::HOME),
            styles: self.assets.styles.clone(),
            scripts: self.assets.scripts.clone(),
            home: "index.html".into(),
            sitemap: "sitemap.html".into(),
            keywords: words.then(|| "keywords/index.html".into()),
            grey_days: config
                .look
                .grey_days
                .iter()
                .map(|day| grey_day(*day))
                .collect::<Vec<_>>()
                .join(" "),
            grey: config.look.grey_days.iter().any(|day| is_today(*day, self.site)),
            policy: policy(&config.bottom, [const { String::new() }; 2]),
            year: self.site.today.year().to_string(),
        }
    }

    /// Styles and scripts of every page, for a page that has them in itself.
    pub(super) fn inline(&self) -> InlineView {
        let [style, script] = &self.assets.texts;
        let pass = |text: &String| {
            format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
        };
        InlineView {
            policy: policy(&self.site.config.bottom, [pass(style), pass(script)]),
            style: style.clone(),
            script: script.clone(),
        }
    }

    fn look(&self) -> LookView {
        let look = &self.site.config.look;
        let picture = |path: &Option<String>, alt: &str| {
            self.picture(&format!("content/{}", path.as_deref()?.trim_start_matches('/')), alt)
        };
        LookView {
            main: look.main.clone(),
            accent: look.accent.clone(),
            paper: look.paper.clone(),
            logo: picture(&look.logo, ""),
            banner: picture(&look.banner, ""),
        }
    }

    fn navigation(&self) -> Vec<NavigationView> {
        let typed = &self.site.config.navigation;
        if typed.is_empty() {
            let top = &self.site.column(ColumnId::HOME).children;
            return top.iter().map(|id| self.column_entry(*id, "")).collect();
        }
        typed.iter().filter_map(|entry| self.entry(&entry.title, &entry.target)).collect()
    }

    fn entry(&self, title: &str, target: &NavigationTarget) -> Option<NavigationView> {
        let entry = |title: &str, path: String, href: String| NavigationView {
            title: title.into(),
            path,
            href,
            section: String::new(),
            children: Vec::new(),
        };
        match target {
            NavigationTarget::Column(path) => {
                Some(self.column_entry(self.site.column_at(path)?, title))
            }
            NavigationTarget::Item(source) => {
                let id = *self.site.by_source.get(source.as_str())?;
                let title = if title.is_empty() { &self.site.item(id).title } else { title };
                Some(entry(title, self.item_path(id), String::new()))
            }
            NavigationTarget::Link(href) => Some(entry(
                if title.is_empty() { href } else { title },
                String::new(),
                href.clone(),
            )),
        }
    }

    fn column_entry(&self, id: ColumnId, title: &str) -> NavigationView {
        let column = self.site.column(id);
        NavigationView {
            title: if title.is_empty() { column.title.clone() } else { title.into() },
            path: self.column_path(id, 1),
            href: String::new(),
            section: percent_encode(&column.path),
            children: self.column_links(&column.children),
        }
    }
}

fn bottom(bottom: &Bottom, code: &str) -> BottomView {
    BottomView {
        host: bottom.host.clone(),
        maintainer: bottom.maintainer.clone(),
        address: bottom.address.clone(),
        postcode: bottom.postcode.clone(),
        phone: bottom.phone.clone(),
        email: bottom.email.clone(),
        report: bottom.report.clone(),
        code: (!code.is_empty()).then(|| code.to_owned()),
        icp: bottom.icp.as_ref().map(|number| WebLinkView {
            title: number.clone(),
            href: "https://beian.miit.gov.cn/".into(),
        }),
        police: bottom
            .police
            .as_ref()
            .map(|number| WebLinkView { title: number.clone(), href: police(number) }),
        conac: bottom.conac.as_ref().map(|conac| {
            hook(&conac.hook, if conac.institution { "事业单位" } else { "党政机关" })
        }),
        find_error: bottom.find_error.as_ref().map(|h| hook(h, "我为政府网站找错")),
        counter: bottom.counter.as_ref().map(|h| hook(h, "访问统计")),
    }
}

/// The police filing's page, found by its 14 digits.
fn police(number: &str) -> String {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    format!("https://beian.mps.gov.cn/#/query/webSearch?code={digits}")
}

fn hook(hook: &Hook, title: &str) -> HookView {
    HookView { title: title.into(), href: hook.link.clone(), script: hook.script.clone() }
}

/// The portal's search as a form: `https://x/s?site=1&q={query}` sends `q` and hides `site`.
fn fallback(address: &str) -> Option<FallbackView> {
    let (action, query) = address.split_once('?')?;
    let mut field = None;
    let mut hidden = Vec::new();
    for (name, value) in query.split('&').filter_map(|pair| pair.split_once('=')) {
        if value == "{query}" {
            field = Some(name.to_owned());
        } else {
            hidden.push(PairView { name: name.into(), value: crate::text::percent_decode(value) });
        }
    }
    Some(FallbackView { action: action.into(), field: field?, hidden })
}

fn grey_day(day: GreyDay) -> String {
    let (month, date) = (day.month, day.day);
    match day.year {
        Some(year) => format!("{year:04}-{month:02}-{date:02}"),
        None => format!("{month:02}-{date:02}"),
    }
}

fn is_today(day: GreyDay, site: &Site) -> bool {
    let today = site.today;
    day.month == today.month()
        && day.day == today.day()
        && day.year.is_none_or(|y| y == today.year())
}

/// Nothing from outside, except the scripts an office configured, from their own hosts; nothing inside a page but
/// the style and the script that are named by their digests.
fn policy(bottom: &Bottom, [style, script]: [String; 2]) -> String {
    let hooks = [
        bottom.conac.as_ref().map(|c| &c.hook),
        bottom.find_error.as_ref(),
        bottom.counter.as_ref(),
    ];
    let mut hosts: Vec<&str> =
        hooks.into_iter().flatten().filter_map(|hook| origin(hook.script.as_deref()?)).collect();
    hosts.sort_unstable();
    hosts.dedup();
    let also: String = hosts.iter().flat_map(|host| [" ", host]).collect();
    format!(
        "default-src 'self'; script-src 'self'{script}{also}; style-src 'self'{style}; img-src 'self' data:{also}; \
         media-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self' https:; connect-src 'self'{also}"
    )
}

/// `https://host` of an address.
fn origin(address: &str) -> Option<&str> {
    let start = address.find("://")? + 3;
    let end = address[start..].find('/').map_or(address.len(), |at| start + at);
    Some(&address[..end])
}
