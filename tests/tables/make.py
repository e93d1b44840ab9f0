"""Makes the workbooks of this folder: pip install openpyxl xlwt odfpy, then python make.py.

They hold what the writer in Rust cannot make: old workbooks, OpenDocument tables, hidden sheets of
both kinds, formulas without results.
"""

import datetime
import pathlib

import openpyxl
import xlwt
from openpyxl.styles import Font
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

out = str(pathlib.Path(__file__).parent) + '/'
# xls
b = xlwt.Workbook(encoding='utf-8')
s = b.add_sheet('烈士名录')
day = xlwt.easyxf(num_format_str='yyyy"年"m"月"d"日"')
month = xlwt.easyxf(num_format_str='yyyy"年"m"月"')
iso = xlwt.easyxf(num_format_str='yyyy-mm-dd hh:mm')
pct = xlwt.easyxf(num_format_str='0.0%')
zer = xlwt.easyxf(num_format_str='00000')
s.write_merge(0, 0, 0, 5, '烈士名录（示例）')
for i, h in enumerate(['姓名', '性别', '出生', '牺牲', '编号', '备注']):
    s.write(1, i, h)
s.write(2, 0, '张三')
s.write(2, 1, '男')
s.write(2, 2, datetime.date(1932, 10, 1), month)
s.write(2, 3, datetime.date(1949, 10, 1), day)
s.write(2, 4, 123, zer)
s.write(2, 5, True)
s.write(4, 0, '李四')
s.write(4, 2, datetime.datetime(1911, 3, 4, 5, 6), iso)
s.write(4, 3, 0.125, pct)
s.write(4, 4, 110101193210080012)
s.write(4, 5, xlwt.Formula('1/0'))
s.row(4).hidden = True
s.write(5, 0, 1234567)
s.write(5, 1, -0.5)
s.write(5, 2, 0.1 + 0.2)
s.write(5, 3, 12345678.91)
s.write_rich_text(5, 5, ('甲', ('乙', xlwt.easyfont('bold on'))))
s.write_merge(6, 8, 1, 1, '三行')
s.write(6, 0, 'a')
long = '长' * 1500
for i in range(6):
    s.write(10 + i, 0, '%d%s%s' % (i, long, 'x' * i))
    s.write(10 + i, 1, '%d%s%s' % (i, 'y' * 3000, '尾'))
h = b.add_sheet('隐藏')
h.write(0, 0, '不见')
h.visibility = 1
t = b.add_sheet('第二')
t.write(0, 0, '乙表')
t.col(2).hidden = True
b.save(out + 'roll.xls')
b = xlwt.Workbook()
b.dates_1904 = True
s = b.add_sheet('a')
s.write(0, 0, 10508, xlwt.easyxf(num_format_str='yyyy-mm-dd'))
b.save(out + 'macintosh.xls')
# ods
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import *
from odf.text import P, S, Ruby, RubyBase, RubyText, Span
from odf.office import Annotation
from odf.style import Style, TableProperties
from odf.number import *

d = OpenDocumentSpreadsheet()
ds = DateStyle(name='N1')
ds.addElement(Year(style='long'))
ds.addElement(Text(text='年'))
ds.addElement(Month())
ds.addElement(Text(text='月'))
d.automaticstyles.addElement(ds)
ns = NumberStyle(name='N2')
ns.addElement(Number(decimalplaces=0, minintegerdigits=5))
d.automaticstyles.addElement(ns)
ce1 = Style(name='ce1', family='table-cell', datastylename='N1')
d.automaticstyles.addElement(ce1)
ce2 = Style(name='ce2', family='table-cell', datastylename='N2')
d.automaticstyles.addElement(ce2)
hid = Style(name='ta2', family='table')
hid.addElement(TableProperties(display='false'))
d.automaticstyles.addElement(hid)


def row(t, cells, **k):
    r = TableRow(**k)
    t.addElement(r)
    for c in cells:
        r.addElement(c)


def txt(x, **k):
    c = TableCell(valuetype='string', **k)
    c.addElement(P(text=x))
    return c


t = Table(name='名录')
d.spreadsheet.addElement(t)
t.addElement(TableColumn(numbercolumnsrepeated=4))
t.addElement(TableColumn(defaultcellstylename=ce2))
t.addElement(TableColumn(numbercolumnsrepeated=16379))
row(t, [txt('烈士名录', numbercolumnsspanned=4), CoveredTableCell(numbercolumnsrepeated=3)])
row(t, [txt(x) for x in ['姓名', '生', '卒', '数', '编号']])
row(t, [], numberrowsrepeated=2)
c = TableCell(valuetype='string')
p = P(text='张')
p.addElement(S(c=2))
p.addElement(Span(text='三'))
c.addElement(p)
c.addElement(P(text='又名'))
a = Annotation()
a.addElement(P(text='批注'))
c.addElement(a)
rb = TableCell(valuetype='string')
p = P()
r = Ruby()
r.addElement(RubyBase(text='黄安'))
r.addElement(RubyText(text='ㄏㄨㄤ'))
p.addElement(r)
rb.addElement(p)


def val(kind, shown, **k):
    c = TableCell(valuetype=kind, **k)
    c.addElement(P(text=shown))
    return c


row(
    t,
    [
        c,
        val('date', '1932年10月', datevalue='1932-10-01', stylename=ce1),
        val('date', '49.10.1', datevalue='1949-10-01T06:00:00'),
        val('float', '12.00', value='12'),
        val('float', '123', value='123'),
    ],
    visibility='collapse',
)
row(
    t,
    [
        rb,
        val('percentage', '12.5%', value='0.125'),
        val('boolean', '真', booleanvalue='true'),
        val('time', '12:30', timevalue='PT12H30M00S'),
        val('float', '1E17', value='1.4210000000000001E+17'),
    ],
)
row(
    t,
    [TableCell(formula='of:=1+1'), val('float', '7', value='7', numbercolumnsrepeated=2)],
    numberrowsrepeated=2,
)
row(t, [TableCell(numbercolumnsrepeated=16384)], numberrowsrepeated=1048000)
t2 = Table(name='隐藏', stylename=hid)
d.spreadsheet.addElement(t2)
row(t2, [txt('不见')])
t3 = Table(name='第二')
d.spreadsheet.addElement(t3)
t3.addElement(TableColumn(numbercolumnsrepeated=2))
t3.addElement(TableColumn(visibility='collapse'))
row(t3, [txt('乙表')])
d.save(out + 'roll.ods')
# xlsx by openpyxl: rich text, inline, errors, formula without value, 1904, hidden rows, merged, text in used range far away
b = openpyxl.Workbook()
s = b.active
s.title = '名录'
s['A1'] = '烈士名录（示例）'
s.merge_cells('A1:D1')
s.append(['姓名', '生年', '备注', '证号'])
s['A3'] = CellRichText('张', TextBlock(InlineFont(b=True), '三'))
s['B3'] = datetime.date(1932, 10, 8)
s['B3'].number_format = 'yyyy"年"m"月"'
s['D3'] = 110101193210080012
s['A4'] = '李四'
s['B4'] = '=YEAR(NOW())'
s['C4'] = '#N/A'
s['C4'].data_type = 'e'
s['D4'] = True
s.row_dimensions[4].hidden = True
s.column_dimensions['C'].hidden = True
s.merge_cells('C5:C7')
s['C5'] = '同村'
s['A5'] = '=cmd()'
s['A5'].data_type = 's'
s['A6'] = '‏右'
s['XFD1048576'].font = Font(b=True)
h = b.create_sheet('隐藏')
h['A1'] = '不见'
h.sheet_state = 'hidden'
v = b.create_sheet('很隐藏')
v['A1'] = '不见'
v.sheet_state = 'veryHidden'
c = b.create_chartsheet('图')
b.save(out + 'roll.xlsx')
b = openpyxl.Workbook()
b.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
s = b.active
s.title = 'a'
s['A1'] = datetime.datetime(1932, 10, 8, 6, 0)
b.save(out + 'macintosh.xlsx')
