"""What both engines have to know: the columns by name, the days asked for, the form of the answer.

The order of the columns, and one name in each file, are of the generator's choosing, as they are of the
platform's. So columns are found by name, under the names a column of these files can have.

Both engines follow SPEC sections 1 to 5, except for what cannot matter in generated files: no row comes
twice; times, amounts and stars are written in one way; every order signed has a sign time, and is paid before
it is signed; every shipped order has a parcel; after-sales and reviews name an order that exists, by its
sub-order; nothing is virtual or fetched at the shop; there is only one payment per order.
"""

import csv
import datetime
import json
import sys

COLUMNS = {
    "orders": {
        "order_id": ["主订单编号", "主订单号"],
        "sub_order_id": ["子订单编号", "商品订单编号"],
        "amount": ["订单应付金额", "应付金额"],
        "paid": ["支付完成时间", "支付时间"],
        "promised": ["承诺发货时间", "最晚发货时间"],
    },
    "logistics": {
        "order_id": ["订单编号", "关联订单号"],
        "picked_up": ["揽收时间", "揽件时间"],
        "signed": ["签收时间", "妥投时间"],
        "status": ["包裹状态", "物流状态"],
    },
    "refunds": {
        "refund_id": ["售后单号", "售后编号"],
        "sub_order_id": ["商品单号", "子订单编号"],
        "kind": ["售后类型", "退款类型"],
        "shipped": ["商品发货状态"],
        "status": ["售后状态", "退款状态"],
        "reason": ["售后原因", "申请原因"],
        "tag": ["售后原因标签"],
        "applied": ["售后申请时间", "申请时间"],
        "settled": ["售后完结时间", "完结时间"],
        "repaid": ["商家退款时间"],
        "received": ["用户到账时间"],
        "arbitration": ["仲裁状态", "平台介入状态"],
    },
    "reviews": {
        "sub_order_id": ["订单ID", "订单编号"],
        "written": ["评价日期", "评价时间"],
        "stars": ["商品评价得分", "商品评分"],
    },
}

TIMES = {"paid", "promised", "picked_up", "signed", "applied", "settled", "repaid", "received", "written"}

# Patterns of the reasons, in the order they are tried; does the first that fits count as bad quality?
QUALITY_MARK = "（商品品质原因）"
REASONS = [
    ("多拍|错拍|拍错|不想要|不喜欢|无理由|协商一致", False),
    ("质量|瑕疵|污渍|故障|腐烂|变质|过期|死亡|过敏|做工|效果不好|破损|损坏|不符|描述", True),
    ("少件|错件|漏发|发错|空包裹|缺货", False),
    ("假冒|假货|盗版", True),
]

# What the engines give, numerator and denominator of one after the other. Hours are whole seconds.
INDICATORS = [
    "positive_review_rate",
    "quality_return_rate",
    "pickup_on_time_rate",
    "arrival_hours",
    "refund_only_hours",
    "return_refund_hours",
]


def header(path):
    """The names of a file's columns, in its order."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def find(kind, names):
    """Field → the name it has in this file."""
    return {
        field: next(alias for alias in aliases if alias in names)
        for field, aliases in COLUMNS[kind].items()
    }


def arguments():
    """The folder, the midnight that ends the as-of day, and the midnights 30 and 90 days before it."""
    if len(sys.argv) != 3:
        sys.exit(f"usage: {sys.argv[0]} FOLDER YYYY-MM-DD")
    stop = datetime.datetime.fromisoformat(sys.argv[2]) + datetime.timedelta(days=1)
    return sys.argv[1], stop, stop - datetime.timedelta(days=30), stop - datetime.timedelta(days=90)


def answer(values):
    """Prints {indicator: [numerator, denominator]}."""
    values = [int(value or 0) for value in values]
    pairs = zip(values[::2], values[1::2], strict=True)
    print(json.dumps(dict(zip(INDICATORS, pairs, strict=True))))
