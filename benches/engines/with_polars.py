"""The indicators of `classic` in polars.

Usage: with_polars.py FOLDER YYYY-MM-DD

Tried on a million orders and slower, or no faster: leaving the times to the reader (three times as long for
orders.csv), `null_values` in the reader, one lazy plan over everything (files are read more than once), the
in-memory engine, ids of sub-orders as Int128, milliseconds for microseconds.
"""

import polars as pl
from polars import col, lit, when

from exports import COLUMNS, QUALITY_MARK, REASONS, TIMES, answer, arguments, find, header

FOLDER, STOP, MONTH, QUARTER = arguments()


def table(kind):
    path = f"{FOLDER}/{kind}.csv"
    names = find(kind, header(path))
    cells = pl.scan_csv(path, infer_schema=False).select(**{field: col(name) for field, name in names.items()})
    return cells.with_columns(typed(field) for field in COLUMNS[kind])


def typed(field):
    cell = col(field)
    if field in TIMES:
        # `-` is no time: not strict.
        return cell.str.to_datetime("%Y-%m-%d %H:%M:%S", strict=False, cache=False)
    if field == "order_id":
        return cell.str.strip_chars_start("\t").cast(pl.Int64)
    if field == "refund_id" or field == "sub_order_id":
        # The sub-order of a gift has 20 digits, too many for 64 bits.
        return cell.str.strip_chars_start("\t")
    return {"amount": cell.cast(pl.Float64), "stars": cell.cast(pl.Int8)}.get(field, cell)


def says(field, words):
    return col(field).str.contains(words)


def first_that_fits(cases, otherwise):
    chain = pl
    for condition, value in cases:
        chain = chain.when(condition).then(lit(value))
    return chain.otherwise(otherwise)


def seconds(begin, end):
    return (col(end) - col(begin)).dt.total_seconds()


is_quality = first_that_fits(
    [(says("reason", QUALITY_MARK) | says("tag", QUALITY_MARK), True)]
    + [(says("reason", words), quality) for words, quality in REASONS],
    lit(False),
)
kind = first_that_fits(
    [
        (says("kind", "未发货"), "before_shipping"),
        (says("kind", "退货"), "return"),
        (says("kind", "已发货"), "refund_only"),
        (says("kind", "仅退款") & says("shipped", "未发货|^0/"), "before_shipping"),
        (says("kind", "仅退款"), "refund_only"),
    ],
    lit("other"),
)
refund_columns = {
    "finished": pl.coalesce("settled", "repaid", "received"),
    "is_success": says("status", "成功|已全额退款"),
    "is_self_settled": col("arbitration").is_in(["", "-", "0", "无仲裁记录", "未介入"]),
    "kind": kind,
    "is_quality": is_quality,
}
is_sent_back = says("status", "拒签|退回|退签").any()
sub_orders, parcels, refunds, reviews = (
    frame.lazy()
    for frame in pl.collect_all(
        [
            table("orders").filter(col("paid").is_not_null()),
            table("logistics")
            .group_by("order_id")
            .agg(
                picked_up=when(col("picked_up").null_count() == 0).then(col("picked_up").max()),
                signed=when((col("signed").null_count() == 0) & ~is_sent_back).then(col("signed").max()),
            ),
            table("refunds").select("refund_id", "sub_order_id", "applied", **refund_columns),
            table("reviews").filter(col("written") < STOP),
        ],
        engine="streaming",
    )
)

is_presale = col("promised") > col("paid") + pl.duration(hours=48)
end_of_next_day = col("paid").dt.truncate("1d") + pl.duration(seconds=2 * 24 * 3600 - 1)
orders = (
    sub_orders.group_by("order_id")
    .agg(
        col("paid").min(),
        col("promised").min(),
        amount=col("amount").sum(),
        worth=(col("amount") > 0).sum(),
    )
    .filter((col("amount") > 0) & (col("paid") < STOP))
    .select("order_id", "paid", "worth", deadline=when(is_presale).then("promised").otherwise(end_of_next_day))
    .join(parcels, on="order_id", how="left")
    .with_columns(when(col(time) < STOP).then(time).alias(time) for time in ("picked_up", "signed"))
    .collect(engine="streaming")
    .lazy()
)
of_order = sub_orders.select("order_id", "sub_order_id", "amount")
first_reasons = (
    refunds.filter((col("kind") != "before_shipping") & (col("applied") < STOP))
    .sort("applied", "refund_id")
    .unique("sub_order_id", keep="first", maintain_order=True)
)
faulty = (
    of_order.join(first_reasons.filter("is_quality"), on="sub_order_id")
    .select("order_id", is_faulty=True)
    .unique()
)
rated = (
    of_order.join(reviews, on="sub_order_id").group_by("order_id").agg(lowest=col("stars").min())
)
cancelled = (
    of_order.filter(col("amount") > 0)
    .join(
        refunds.filter((col("kind") == "before_shipping") & col("is_success") & (col("finished") < STOP)),
        on="sub_order_id",
    )
    .join(orders, on="order_id")
    .filter(col("applied") <= col("deadline"))
    .group_by("order_id")
    .agg(cancelled=col("sub_order_id").n_unique(), worth=col("worth").first())
    .filter(col("cancelled") == col("worth"))
    .select("order_id", is_cancelled=True)
)

is_signed = col("signed") >= QUARTER
is_signed_lately = col("signed") >= MONTH
is_due = (col("deadline") >= MONTH) & (col("deadline") < STOP) & col("is_cancelled").is_null()
of_orders = (
    orders.join(rated, on="order_id", how="left")
    .join(faulty, on="order_id", how="left")
    .join(cancelled, on="order_id", how="left")
    .select(
        positive=(is_signed & (col("lowest") >= 4)).sum(),
        rated=(is_signed & col("lowest").is_not_null()).sum(),
        faulty=(is_signed & col("is_faulty")).sum(),
        signed=is_signed.sum(),
        on_time=(is_due & (col("picked_up") <= col("deadline"))).sum(),
        due=is_due.sum(),
        arrival=seconds("paid", "signed").filter(is_signed_lately).sum(),
        arrived=is_signed_lately.sum(),
    )
)
is_return = col("kind") == "return"
duration = seconds("applied", "finished")
of_refunds = refunds.filter(
    (col("kind") != "other") & col("is_success") & col("is_self_settled"),
    (col("finished") >= MONTH) & (col("finished") < STOP) & col("applied").is_not_null(),
).select(
    refund_only=duration.filter(~is_return).sum(),
    refunds_only=(~is_return).sum(),
    returned=duration.filter(is_return).sum(),
    returns=is_return.sum(),
)
one, other = pl.collect_all([of_orders, of_refunds], engine="streaming")
answer(one.row(0) + other.row(0))
