"""Excel workbooks made by hand, for tests."""

import io
import zipfile

XLSX_TYPES = """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/></Types>"""
XLSX_BOOK = """<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="Read me" sheetId="1" r:id="rId1"/><sheet name="Scores" sheetId="2" r:id="rId2"/></sheets></workbook>"""
XLSX_RELS = """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet2.xml"/>
</Relationships>"""
XLSX_STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="1"><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/></numFmts>
<cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>"""


def sheet_xml(cells, merged=()):
    """Cells as {"A1": 3 | "text" | raw xml}."""
    rows = {}
    for place, value in cells.items():
        number = int("".join(c for c in place if c.isdigit()))
        if isinstance(value, str) and value.startswith("<c"):
            xml = value
        elif isinstance(value, str):
            xml = f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'
        else:
            xml = f'<c r="{place}"><v>{value}</v></c>'
        rows.setdefault(number, []).append(xml)
    body = "".join(f'<row r="{n}">{"".join(x)}</row>' for n, x in sorted(rows.items()))
    joined = "".join(f'<mergeCell ref="{m}"/>' for m in merged)
    joined = f"<mergeCells>{joined}</mergeCells>" if joined else ""
    return ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            f"<sheetData>{body}</sheetData>{joined}</worksheet>")


def workbook(sheet, first="<worksheet><sheetData/></worksheet>", extra=None):
    bytes_ = io.BytesIO()
    with zipfile.ZipFile(bytes_, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", XLSX_TYPES)
        book.writestr("xl/workbook.xml", XLSX_BOOK)
        book.writestr("xl/_rels/workbook.xml.rels", XLSX_RELS)
        book.writestr("xl/styles.xml", XLSX_STYLES)
        book.writestr("xl/worksheets/sheet1.xml", first)
        book.writestr("xl/worksheets/sheet2.xml", sheet)
        for name, text in (extra or {}).items():
            book.writestr(name, text)
    return bytes_.getvalue()
