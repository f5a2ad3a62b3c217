"""The indicators of `classic` in DuckDB.

Usage: with_duckdb.py FOLDER YYYY-MM-DD [--explain]

Tried on a million orders and slower, or no faster: text cells with TRY_CAST (DuckDB casts while it reads all
the same), HUGEINT for sub-orders, DOUBLE for amounts, other buffer sizes, `parallel` and `strict_mode`,
more threads than cores, `preserve_insertion_order = false`.
"""

import sys

import duckdb

from exports import COLUMNS, QUALITY_MARK, REASONS, TIMES, answer, arguments, find, header

EXPLAIN = "--explain" in sys.argv
if EXPLAIN:
    sys.argv.remove("--explain")
FOLDER, *DAYS = arguments()
STOP, MONTH, QUARTER = (f"TIMESTAMP '{day}'" for day in DAYS)

# The sub-order of a gift has 20 digits, too many for 64 bits: text. A cast to a number skips the TAB.
TYPES = {"order_id": "BIGINT", "refund_id": "BIGINT", "amount": "DECIMAL(12, 2)", "stars": "TINYINT"}
TYPES |= dict.fromkeys(TIMES, "TIMESTAMP")


def table(kind):
    path = f"{FOLDER}/{kind}.csv"
    names = header(path)
    found = find(kind, names)
    types = {name: TYPES.get(field, "VARCHAR") for field, name in found.items()}
    columns = ", ".join(f"'{name}': '{types.get(name, 'VARCHAR')}'" for name in names)
    selected = ", ".join(f'"{name}" AS {field}' for field, name in found.items())
    return f"""(
        SELECT {selected} FROM read_csv(
            '{path}', auto_detect = false, header = true, delim = ',', quote = '"', escape = '"',
            nullstr = '-', columns = {{{columns}}}))"""


REASON_CASES = " ".join(
    f"WHEN regexp_matches(reason, '{words}') THEN {quality}" for words, quality in REASONS
)

SQL = f"""
WITH
sub_orders AS MATERIALIZED (SELECT * FROM {table("orders")} WHERE paid IS NOT NULL),
parcels AS (
    SELECT order_id,
        CASE WHEN count(picked_up) = count(*) THEN max(picked_up) END AS picked_up,
        CASE WHEN count(signed) = count(*) AND NOT bool_or(regexp_matches(status, '拒签|退回|退签'))
            THEN max(signed) END AS signed
    FROM {table("logistics")} GROUP BY order_id
),
refunds AS MATERIALIZED (
    SELECT refund_id, sub_order_id, applied,
        coalesce(settled, repaid, received) AS finished,
        regexp_matches(status, '成功|已全额退款') AS is_success,
        coalesce(arbitration, '') IN ('', '0', '无仲裁记录', '未介入') AS is_self_settled,
        CASE WHEN kind LIKE '%未发货%' THEN 'before_shipping'
            WHEN kind LIKE '%退货%' THEN 'return'
            WHEN kind LIKE '%已发货%' THEN 'refund_only'
            WHEN kind LIKE '%仅退款%' AND regexp_matches(shipped, '未发货|^0/') THEN 'before_shipping'
            WHEN kind LIKE '%仅退款%' THEN 'refund_only'
            ELSE 'other' END AS kind,
        CASE WHEN concat(reason, tag) LIKE '%{QUALITY_MARK}%' THEN true {REASON_CASES} ELSE false END AS is_quality
    FROM {table("refunds")}
),
orders AS MATERIALIZED (
    SELECT order_id, paid, worth,
        CASE WHEN promised > paid + INTERVAL 48 HOUR THEN promised
            ELSE date_trunc('day', paid) + INTERVAL 172799 SECOND END AS deadline,
        CASE WHEN picked_up < {STOP} THEN picked_up END AS picked_up,
        CASE WHEN signed < {STOP} THEN signed END AS signed
    FROM (
        SELECT order_id, min(paid) AS paid, min(promised) AS promised, count(*) FILTER (amount > 0) AS worth
        FROM sub_orders GROUP BY order_id HAVING sum(amount) > 0
    ) LEFT JOIN parcels USING (order_id)
    WHERE paid < {STOP}
),
first_reasons AS (
    SELECT sub_order_id, arg_min(is_quality, (applied, refund_id)) AS is_quality
    FROM refunds WHERE kind <> 'before_shipping' AND applied < {STOP} GROUP BY sub_order_id
),
faulty AS (
    SELECT DISTINCT order_id FROM first_reasons JOIN sub_orders USING (sub_order_id) WHERE is_quality
),
rated AS (
    SELECT order_id, min(stars) AS lowest
    FROM {table("reviews")} JOIN sub_orders USING (sub_order_id)
    WHERE written < {STOP} GROUP BY order_id
),
-- Materialised so that the few after-sales are joined first; left alone, the optimiser begins with all orders.
stopped AS MATERIALIZED (
    SELECT order_id, sub_order_id, applied
    FROM refunds JOIN sub_orders USING (sub_order_id)
    WHERE kind = 'before_shipping' AND is_success AND finished < {STOP} AND amount > 0
),
cancelled AS (
    SELECT order_id
    FROM stopped JOIN orders USING (order_id)
    WHERE applied <= deadline
    GROUP BY order_id HAVING count(DISTINCT sub_order_id) = any_value(worth)
),
marked AS (
    SELECT paid, deadline, picked_up, signed, lowest,
        faulty.order_id IS NOT NULL AS is_faulty,
        deadline >= {MONTH} AND deadline < {STOP} AND cancelled.order_id IS NULL AS is_due
    FROM orders
        LEFT JOIN rated USING (order_id) LEFT JOIN faulty USING (order_id) LEFT JOIN cancelled USING (order_id)
),
of_orders AS (
    SELECT
        count(*) FILTER (signed >= {QUARTER} AND lowest >= 4),
        count(lowest) FILTER (signed >= {QUARTER}),
        count(*) FILTER (signed >= {QUARTER} AND is_faulty),
        count(*) FILTER (signed >= {QUARTER}),
        count(*) FILTER (is_due AND picked_up <= deadline),
        count(*) FILTER (is_due),
        sum(date_diff('second', paid, signed)) FILTER (signed >= {MONTH}),
        count(*) FILTER (signed >= {MONTH})
    FROM marked
),
of_refunds AS (
    SELECT
        sum(date_diff('second', applied, finished)) FILTER (kind <> 'return'),
        count(*) FILTER (kind <> 'return'),
        sum(date_diff('second', applied, finished)) FILTER (kind = 'return'),
        count(*) FILTER (kind = 'return')
    FROM refunds
    WHERE kind <> 'other' AND is_success AND is_self_settled
        AND finished >= {MONTH} AND finished < {STOP} AND applied IS NOT NULL
)
SELECT * FROM of_orders, of_refunds
"""

connection = duckdb.connect()
if EXPLAIN:
    print(connection.execute(f"EXPLAIN ANALYZE {SQL}").fetchone()[1])
else:
    answer(connection.execute(SQL).fetchone())
