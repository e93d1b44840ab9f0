//! Tables that become rolls and datasets.

use fengbei::model::ItemKind;

use super::arrival;

#[test]
fn tables_become_rolls_presets_and_datasets() {
    let roll = "编号,姓名,牺牲日期,籍贯\nX1,甲一,1937-09-25,示例省\n";
    let tasks = "序号,任务,责任单位,完成时限,备考\n1,修路,甲局,2026年9月,无\n";
    let own = "编号,树种,株数,联系电话\n1,松,300,00000000\n2,柏,5,00000001\n";
    let text = |table: &str| arrival("植树 表.csv", table.as_bytes(), ItemKind::Article).text;
    insta::assert_snapshot!([roll, tasks, own].map(text).join("\n"));
}
