//! A made-up office's articles, the same in every run: field words and function words with the
//! frequencies such texts have, set phrases, numbers, dates, Latin words and rare characters.

use std::fmt::Write as _;

use fengbei::render::search::Entry;
use serde::{Deserialize, Serialize};

/// One article, as the scripts beside this file get it too.
#[derive(Serialize, Deserialize)]
pub struct Article {
    pub title: String,
    pub keywords: Vec<String>,
    pub body: String,
    pub date: String,
    pub column: String,
    pub address: String,
}

impl Article {
    pub fn entry(&self) -> Entry<'_> {
        Entry {
            title: &self.title,
            keywords: &self.keywords,
            body: self.body.as_str().into(),
            date: &self.date,
            column: &self.column,
            address: &self.address,
        }
    }
}

const COMMON: &str = "的 的 的 的 和 和 在 了 是 为 为 等 与 对 中 我市 全市 工作 工作 开展 活动 双拥 双拥工作 \
    退役军人 退役军人 拥军 优属 军人 军地 服务 驻军 部队 官兵 建设 发展 推进 加强 不断 积极 落实 组织 进一步";

const FIELD: &str = "拥军优属 拥政爱民 军民团结 双拥模范城 全国双拥模范城 自治区双拥模范城 军政军民团结 军民鱼水情 \
    退役军人事务局 退役军人服务站 双拥办 双拥创城 双清单 领导小组 联席会议 优抚对象 现役军人 军属 烈属 烈士 \
    烈士陵园 英名录 英烈墙 英雄 光荣牌 光荣之家 优待证 喜报 立功受奖 慰问 慰问金 走访慰问 八一建军节 建军节 春节 \
    清明节 祭扫 缅怀 革命先烈 红色基因 红色教育 国防教育 全民国防教育 征兵 新兵 欢送 退役 安置 转业 自主就业 创业 \
    就业 招聘会 培训 技能 岗位 抚恤金 生活补助 医疗保障 优待金 义务兵 残疾军人 康复 军休干部 军休所 老党员 老兵 \
    老战士 抗美援朝 志愿军 解放战争 抗日战争 纪念章 光荣在党 关爱 帮扶 困难 解困 解难 实事 好事 随军家属 子女入学 \
    教育优待 公交 免费乘车 景区 门票 法律援助 司法 拥军 社会化拥军 行业拥军 拥军企业 志愿服务 志愿者 爱心 捐赠 \
    共建 军地共建 军民共建 抢险救灾 抗洪 防汛 防火 植树 绿化 乡村振兴 脱贫攻坚 扶贫 助学 义诊 献血 应急 演练 民兵 \
    人武部 军分区 武警 支队 消防 预备役 海军 空军 火箭军 战舰 舰艇 乌海舰 军营 开放日 参观 讲座 宣讲 宣传 阵地 \
    宣传栏 公园 主题公园 广场 一条街 公交车 游船 新媒体 矩阵 播放量 短视频 征文 演讲 比赛 晚会 文艺演出 歌曲 书画 \
    展览 图片展 电影 读书 党建 党支部 主题党日 学习贯彻 党的二十大 总书记 重要论述 重要指示 讲话精神 新时代 新征程 \
    高质量发展 市委 市政府 市委书记 市长 副市长 政协 人大 区委 区政府 街道 社区 乡镇 村委会 网格 部门 单位 企业 \
    学校 医院 银行 责任 制度 机制 体系 考核 目标 任务 清单 台账 督导 检查 整改 汇报 总结 部署 会议 召开 主持 出席 \
    强调 要求 指出 表示 介绍 认为 参加 举行 仪式 命名 表彰 先进 典型 模范 荣誉 称号 最美退役军人 最美军嫂 最美拥军人物 \
    道德模范 劳动模范 传统 优良传统 光荣传统 使命 担当 奉献 牺牲 忠诚 初心 深情 厚谊 鱼水 同心 合力 新篇章 氛围 浓厚 \
    获得感 幸福感 荣誉感 尊崇 尊重 社会 群众 市民 家庭 生活 条件 环境 设施 场所 面积 平方米 资金 投入 万元 项目 工程 \
    办理 发放 接收 审批 登记 建档立卡 数据 信息 平台 系统 网络 窗口 绿色通道 优先 专区 一站式 热线 政策 条例 办法 意见 \
    通知 规定 方案 计划 规划 年度 季度 上半年 下半年 以来 目前 截至 近年来 今年 去年 期间 同时 此外 其中 通过 围绕 依托 \
    按照 根据 结合 聚焦 坚持 提升 完善 健全 强化 优化 创新 拓展 深化 巩固 营造 弘扬 传承 谱写 凝聚 激发 助力 保障 维护";

const COLUMNS: [&str; 9] = [
    "要闻",
    "通知公告",
    "政策文件",
    "双拥动态",
    "军地共建",
    "英烈褒扬",
    "优抚安置",
    "基层来稿",
    "专题",
];

/// A small office's articles, written for the questions in `answers.mjs`.
pub fn office() -> Vec<Article> {
    serde_json::from_str(include_str!("office.json")).expect("rows of an article's fields")
}

/// Articles number 0 to `count`, spread over about ten years.
pub fn articles(count: usize) -> Vec<Article> {
    let mut writer = Writer::new();
    (0..count).map(|number| writer.article(number, count)).collect()
}

/// A stream of numbers that is the same in every run.
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(seed | 1)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit
    }

    /// A number below `limit`, small ones more often: number n about as 1 / (n + 3).
    fn ranked(&mut self, limit: usize) -> usize {
        loop {
            let exponent = self.below(1 << 20);
            let step = (limit / 3).max(1).ilog2() as usize + 1;
            let top = 3 << (exponent % step + 1);
            let number = self.below(top);
            if number < limit {
                return number;
            }
        }
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

struct Writer {
    chance: Chance,
    common: Vec<String>,
    words: Vec<String>,
    phrases: Vec<String>,
}

impl Writer {
    fn new() -> Self {
        let split = |words: &str| words.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let mut chance = Chance::new(0x81_1927);
        let mut words = split(FIELD);
        let characters = characters();
        while words.len() < 6000 {
            let length = [1, 2, 2, 2, 2, 2, 2, 3, 3, 4][chance.below(10)];
            words.push((0..length).map(|_| characters[chance.ranked(characters.len())]).collect());
        }
        let mut writer = Self { chance, common: split(COMMON), words, phrases: Vec::new() };
        writer.phrases = (0..3000).map(|_| writer.clause(&[])).collect();
        writer
    }

    fn article(&mut self, number: usize, count: usize) -> Article {
        let topic: Vec<String> = (0..60).map(|_| self.word(&[])).collect();
        let title: String = (0..4).map(|_| self.word(&topic)).collect();
        let length = 300 + self.chance.below(1400);
        let mut body = String::new();
        while body.chars().count() < length {
            self.sentence(&topic, &mut body);
            if self.chance.below(4) == 0 {
                body.push('\n');
            }
        }
        let day = number * 3650 / count.max(1);
        let (year, month) = (2015 + day / 365, day % 365 / 31 + 1);
        Article {
            title,
            keywords: topic[..3].to_vec(),
            body,
            date: format!("{year}-{month:02}-{:02}", (day % 365 % 31 + 1).min(28)),
            column: COLUMNS[self.chance.ranked(COLUMNS.len())].to_owned(),
            address: format!("news/{year}{month:02}/t{number}.html"),
        }
    }

    fn sentence(&mut self, topic: &[String], out: &mut String) {
        let clauses = 1 + self.chance.below(4);
        for at in 0..clauses {
            let clause = if self.chance.below(5) == 0 {
                let phrase = self.chance.ranked(self.phrases.len());
                self.phrases[phrase].clone()
            } else {
                self.clause(topic)
            };
            out.push_str(&clause);
            out.push(if at + 1 == clauses {
                '。'
            } else {
                *self.chance.one(&['，', '，', '，', '、', '；'])
            });
        }
    }

    fn clause(&mut self, topic: &[String]) -> String {
        let mut clause = String::new();
        for _ in 0..4 + self.chance.below(5) {
            match self.chance.below(60) {
                0 => clause.push_str(&self.figure()),
                1 => write!(clause, "“{}”", self.word(topic)).expect("strings take all"),
                2 if self.chance.below(4) == 0 => clause.push_str(&self.rarity()),
                _ => clause.push_str(&self.word(topic)),
            }
        }
        clause
    }

    fn word(&mut self, topic: &[String]) -> String {
        match self.chance.below(10) {
            0..3 => self.chance.one(&self.common).clone(),
            3..7 if !topic.is_empty() => topic[self.chance.ranked(topic.len())].clone(),
            _ => self.words[self.chance.ranked(self.words.len())].clone(),
        }
    }

    fn figure(&mut self) -> String {
        let number = self.chance.ranked(20_000) + 1;
        match self.chance.below(6) {
            0 => format!("{}年{}月{}日", 2015 + number % 10, number % 12 + 1, number % 28 + 1),
            1 => format!("{}.{:02}万元", number, number % 100),
            2 => format!("{}％", number % 100),
            3 => format!("第{}届", number % 12 + 1),
            _ => format!("{number}人"),
        }
    }

    fn rarity(&mut self) -> String {
        let rare = [
            "5G",
            "３Ａ级",
            "“学习e家”",
            "COVID-19",
            "Double Support",
            "𠮷",
            "𫘦骥",
            "买买提·艾则孜",
            "㎡",
            "Café",
            "王　伟",
            "二〇二四年",
            "㐂",
            "LED",
        ];
        (*self.chance.one(&rare)).to_owned()
    }
}

/// The 3 755 common characters of GB 2312, in an order of frequency that is made up.
fn characters() -> Vec<char> {
    let bytes: Vec<u8> =
        (0xB0..=0xD7).flat_map(|row| (0xA1..=0xFE).flat_map(move |cell| [row, cell])).collect();
    let (text, ..) = encoding_rs::GBK.decode(&bytes);
    let mut characters: Vec<char> =
        text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).collect();
    let mut chance = Chance::new(0x2312);
    for at in (1..characters.len()).rev() {
        characters.swap(at, chance.below(at + 1));
    }
    characters
}
