//! The parcels, as a merchant's shipping software exports them.

use chrono::NaiveDateTime;

use super::headers::LOGISTICS;
use super::model::{Parcel, Style};
use super::table::{Quoting, Sheet};

/// A row per parcel and order: a parcel with two orders has two.
pub fn text(parcels: &[Parcel], exported: NaiveDateTime) -> String {
    let mut sheet = Sheet::new(&LOGISTICS, Quoting::Protected, "\n");
    let mut parcels: Vec<&Parcel> = parcels.iter().filter(|parcel| parcel.shipped <= exported).collect();
    parcels.sort_by_key(|parcel| (parcel.shipped, parcel.order));
    for parcel in parcels {
        let signed = (!parcel.refused).then_some(parcel.arrived);
        sheet.row(|column| match column {
            "运单号" => parcel.tracking.clone(),
            "订单编号" => format!("\t{}", parcel.order),
            "物流公司" => parcel.carrier.name.to_owned(),
            "发货时间" => Style::Platform.known_time(parcel.shipped),
            "揽收时间" => Style::Platform.time(Some(parcel.picked_up), exported),
            "签收时间" => Style::Platform.time(signed, exported),
            "包裹状态" => status(parcel, exported).to_owned(),
            _ => "-".to_owned(),
        });
    }
    sheet.into_text()
}

fn status(parcel: &Parcel, exported: NaiveDateTime) -> &'static str {
    match () {
        () if parcel.picked_up > exported => "待揽收",
        () if parcel.arrived > exported => "运输中",
        () if parcel.refused => "拒签",
        () => "已签收",
    }
}
