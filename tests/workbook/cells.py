"""Prints what openpyxl finds in a workbook, as JSON: cells with their types and formats, panes, filters, charts."""

import json
import sys

import openpyxl
from openpyxl.chart import LineChart


def cell(one):
    value = one.value
    shown = value.isoformat(" ") if hasattr(value, "isoformat") else value
    return {"value": shown, "type": one.data_type, "format": one.number_format}


def series(one):
    line = one.graphicalProperties.line if one.graphicalProperties else None
    return {
        "name": one.tx.strRef.f,
        "days": (one.cat.numRef or one.cat.strRef).f,
        "values": one.val.numRef.f,
        "dash": line.prstDash if line else None,
    }


def sheet(one):
    rules = [
        {"range": str(formatting.sqref), "types": [rule.type for rule in formatting.rules]}
        for formatting in one.conditional_formatting
    ]
    charts = [
        {
            "line": isinstance(chart, LineChart),
            "row": chart.anchor._from.row,
            "column": chart.anchor._from.col,
            "series": [series(own) for own in chart.series],
        }
        for chart in one._charts
    ]
    return {
        "name": one.title,
        "rows": [[cell(own) for own in row] for row in one.iter_rows()],
        "frozen": one.freeze_panes,
        "filter": one.auto_filter.ref,
        "print": one.print_area,
        "repeated": one.print_title_rows,
        "landscape": one.page_setup.orientation == "landscape",
        "rules": rules,
        "charts": charts,
    }


book = openpyxl.load_workbook(sys.argv[1])
json.dump([sheet(one) for one in book.worksheets], sys.stdout, ensure_ascii=False)
