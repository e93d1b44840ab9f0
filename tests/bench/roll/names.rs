//! What made-up people are called: surnames as frequent as they are, given names of usual
//! characters. Nobody in particular is meant by any of them.

use super::super::chance::Chance;

/// Surnames, each with how many in 10 000 bear it, roughly.
const SURNAMES: &str = "王 720 李 700 张 680 刘 540 陈 450 杨 310 黄 220 赵 230 吴 200 周 190 徐 170 孙 150 \
    马 130 朱 130 胡 120 郭 120 何 110 高 100 林 110 罗 90 郑 90 梁 80 谢 80 宋 80 唐 70 \
    许 70 韩 70 冯 70 邓 60 曹 60 彭 60 曾 60 肖 60 田 50 董 50 袁 50 潘 50 于 50 蒋 50 \
    蔡 50 余 50 杜 40 叶 40 程 40 苏 40 魏 40 吕 40 丁 40 任 40 沈 40 姚 40 卢 40 姜 40 \
    崔 40 钟 40 谭 40 陆 40 汪 40 范 30 金 30 石 30 廖 30 贾 30 夏 30 韦 30 付 30 方 30 \
    白 30 邹 30 孟 30 熊 30 秦 30 邱 30 江 30 尹 30 薛 30 闫 30 段 20 雷 20 侯 20 龙 20 \
    史 20 陶 20 黎 20 贺 20 顾 20 毛 20 郝 20 龚 20 邵 20 万 20 钱 20 严 20 覃 20 武 20 \
    戴 20 莫 20 孔 20 向 20 汤 20 欧阳 7 单 10 解 10 仇 5 查 5 盖 5 司马 3 诸葛 3 上官 3 \
    皇甫 2 尉迟 1 令狐 1";

/// Characters of given names.
const GIVEN: &str = "国德明文华建志永福成光春荣生金玉海林清贵山胜祥兴学世宝忠庆万友元长云水根发和树有\
                     太先正义全启新来才昌占仁天保良连子士凤喜法立振景守同茂家安东如大克廷殿兆维绍继\
                     洪炳书怀锡思效自";

/// One in so many has a given name of one character.
const SINGLE: usize = 6;

/// Draws names.
#[derive(Debug)]
pub struct Names {
    /// Each surname as often as its weight.
    surnames: Vec<&'static str>,
    given: Vec<char>,
}

impl Names {
    /// Every name there may be.
    pub fn new() -> Self {
        let words: Vec<&'static str> = SURNAMES.split_whitespace().collect();
        let often = |pair: &[&'static str]| {
            std::iter::repeat_n(pair[0], pair[1].parse().expect("a number after each surname"))
        };
        Self { surnames: words.chunks(2).flat_map(often).collect(), given: GIVEN.chars().collect() }
    }

    /// A name.
    pub fn draw(&self, chance: &mut Chance) -> String {
        let mut name = self.surnames[chance.below(self.surnames.len())].to_owned();
        let characters = if chance.below(SINGLE) == 0 { 1 } else { 2 };
        for _ in 0..characters {
            name.push(self.given[chance.below(self.given.len())]);
        }
        name
    }
}
