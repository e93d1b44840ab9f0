//! Charts: the drawing, and the table it was drawn from.

use super::{Writer, escape};

impl Writer<'_> {
    pub(super) fn open_chart(&mut self, chart: u32) {
        let drawn = &self.document.charts()[chart as usize];
        self.chart = Some(drawn);
        self.open_line("<figure class=\"chart\">\n<figcaption>");
        escape::text(&drawn.title, self.out);
        self.push("</figcaption>\n");
        let svg = drawn.html(chart as usize + 1);
        self.push(&svg);
    }

    pub(super) fn close_chart(&mut self) {
        self.chart = None;
        self.open_line("</figure>\n");
    }

    pub(super) fn open_chart_data(&mut self) {
        self.open_line("<details class=\"chart-data\">\n<summary>数据表</summary>\n");
    }

    /// The table of a chart says what it is a table of.
    pub(super) fn chart_caption(&mut self) {
        let Some(chart) = self.chart else { return };
        self.push("<caption>");
        escape::text(&chart.caption(), self.out);
        self.push("</caption>\n");
    }
}
