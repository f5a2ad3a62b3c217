//! What an invented snack shop sells, where it sends it and what its buyers write.

/// Something the shop sells.
pub struct Product {
    /// 商品ID.
    pub id: &'static str,
    /// 选购商品.
    pub name: &'static str,
    /// 商品规格.
    pub sku: &'static str,
    /// 商家编码.
    pub code: &'static str,
    /// 商品单价, in cents.
    pub cents: u64,
    /// How often it is bought, relative to the others.
    pub weight: u64,
}

const fn product(
    id: &'static str,
    name: &'static str,
    sku: &'static str,
    code: &'static str,
    cents: u64,
    weight: u64,
) -> Product {
    Product { id, name, sku, code, cents, weight }
}

/// 商品ID of the mung bean cakes, the product the demo finds fault with.
pub const MUNG_BEAN_CAKE: &str = "3724510839264015873";

/// The shop's products.
pub const PRODUCTS: [Product; 8] = [
    product("3718206451937720461", "山间集每日坚果混合果仁", "750g（30小包）", "SJJ-JG-30", 8990, 18),
    product("3718206998140375218", "山间集手撕风干牛肉干", "五香味 250g", "SJJ-NR-250", 5990, 15),
    product("3720148820316649735", "云南小粒冻干黑咖啡", "2g*40颗", "SJJ-KF-40", 4500, 14),
    product(MUNG_BEAN_CAKE, "手工桂花绿豆糕", "原味 12枚装", "SJJ-LDG-12", 3680, 11),
    product("3725093317748206594", "新疆和田枣夹核桃仁", "500g 独立包装", "SJJ-ZHT-500", 4290, 13),
    product("3727761540928813046", "老北京山楂条", "原味 400g", "SJJ-SZ-400", 1990, 12),
    product("3729932086417350982", "魔芋爽素毛肚", "香辣, 20包", "SJJ-MY-20", 2490, 10),
    product("3731358204796618257", "新会陈皮普洱小青柑", "礼盒 \"秋\" 8粒", "SJJ-XQG-8", 6800, 7),
];

/// The free sample that goes with some orders.
pub const GIFT: Product = product("3733016472058893341", "【赠品】山楂条尝鲜装", "20g", "SJJ-ZP-01", 0, 0);

/// A parcel company.
pub struct Carrier {
    /// 物流公司.
    pub name: &'static str,
    /// How its tracking numbers begin.
    pub prefix: &'static str,
    /// How often the shop uses it, relative to the others.
    pub weight: u64,
}

/// The slow one.
pub const J_AND_T: &str = "极兔速递";

/// The parcel companies the shop uses.
pub const CARRIERS: [Carrier; 5] = [
    Carrier { name: "中通快递", prefix: "78", weight: 34 },
    Carrier { name: "圆通速递", prefix: "YT", weight: 22 },
    Carrier { name: "韵达快递", prefix: "43", weight: 16 },
    Carrier { name: J_AND_T, prefix: "JT", weight: 17 },
    Carrier { name: "顺丰速运", prefix: "SF", weight: 11 },
];

impl Carrier {
    /// A tracking number, unique as long as the number is; 13 digits follow the prefix.
    pub fn tracking(&self, number: u64) -> String {
        format!("{}{number:013}", self.prefix)
    }
}

/// Where a buyer lives, seen from a warehouse in Hangzhou.
pub struct Place {
    /// 省.
    pub province: &'static str,
    /// 市.
    pub city: &'static str,
    /// 区.
    pub district: &'static str,
    /// 街道.
    pub street: &'static str,
    /// Usual hours from pickup to the door.
    pub hours: i64,
}

const fn place(
    province: &'static str,
    city: &'static str,
    district: &'static str,
    street: &'static str,
    hours: i64,
) -> Place {
    Place { province, city, district, street, hours }
}

/// Where the buyers live.
pub const PLACES: [Place; 16] = [
    place("浙江省", "宁波市", "鄞州区", "下应街道", 26),
    place("浙江省", "温州市", "瓯海区", "梧田街道", 30),
    place("上海市", "上海市", "浦东新区", "三林镇", 28),
    place("江苏省", "苏州市", "吴中区", "木渎镇", 28),
    place("江苏省", "南京市", "江宁区", "秣陵街道", 32),
    place("安徽省", "合肥市", "蜀山区", "井岗镇", 36),
    place("福建省", "泉州市", "丰泽区", "北峰街道", 42),
    place("广东省", "广州市", "白云区", "嘉禾街道", 46),
    place("广东省", "佛山市", "顺德区", "大良街道", 48),
    place("山东省", "青岛市", "城阳区", "流亭街道", 46),
    place("湖北省", "武汉市", "洪山区", "关山街道", 44),
    place("河南省", "郑州市", "中原区", "林山寨街道", 46),
    place("四川省", "成都市", "双流区", "东升街道", 60),
    place("北京市", "北京市", "朝阳区", "十八里店乡", 48),
    place("陕西省", "西安市", "雁塔区", "丈八沟街道", 58),
    place("黑龙江省", "哈尔滨市", "南岗区", "王岗镇", 78),
];

/// 支付方式.
pub const PAYMENTS: [&str; 4] = ["抖音支付", "支付宝", "微信", "抖音月付"];

/// 流量来源, 流量体裁, 流量渠道, 达人ID, 达人昵称.
pub const CHANNELS: [[&str; 5]; 5] = [
    ["精选联盟", "直播", "直播间", "2851904417736620", "阿蔓爱吃零食"],
    ["精选联盟", "短视频", "视频推荐", "1076238855410937", "老周的茶水间"],
    ["自营", "直播", "直播间", "-", "-"],
    ["自营", "商品卡", "搜索", "-", "-"],
    ["自营", "商品卡", "商城推荐", "-", "-"],
];

/// 买家留言, now and then with a comma, a quotation mark or a line break.
pub const MESSAGES: [&str; 5] = [
    "麻烦发顺丰,谢谢",
    "请在卡片上写\"中秋快乐\"",
    "放门口即可\n不要打电话",
    "日期要新鲜的, \"临期\"不要",
    "工作日白天有人收",
];

/// 商家备注.
pub const REMARKS: [&str; 4] =
    ["老客户,加送试吃", "地址已核实", "客户要求\"多垫泡沫\"\n仓库已知", "客户催单"];

/// Texts of five and four stars.
pub const GOOD_TEXTS: [&str; 12] = [
    "味道很好，回购第三次了",
    "包装严实，物流也快👍",
    "好吃不腻，孩子很喜欢😋",
    "分量足，独立小包装带着方便",
    "一直在这家买，品质稳定",
    "日期新鲜，口感不错",
    "客服小姐姐很有耐心，\"秒回\"",
    "送人很合适\n盒子也好看",
    "还行，就是稍微甜了一点",
    "第一次买,没有踩雷",
    "🎁收到试吃装了，惊喜\n下次还来",
    "性价比可以",
];

/// Texts of three stars and fewer.
pub const BAD_TEXTS: [&str; 6] = [
    "打开一股霉味,不敢吃😡",
    "盒子压扁了，里面碎了一半",
    "和图片差太多\n说是12枚，好几枚都是渣",
    "日期都三个月了，不新鲜",
    "味道一般，不会再买",
    "\"手工\"？硬得咬不动💔",
];

/// 售后原因 that say the goods were bad.
pub const QUALITY_REASONS: [&str; 5] = [
    "商品腐烂/变质",
    "包装／商品破损",
    "生产日期 / 保质期 / 规格等描述不符",
    "做工粗糙 / 有瑕疵 / 破损或污渍",
    "效果与商品描述不符",
];

/// 售后原因 that say nothing against the goods.
pub const PLAIN_REASONS: [&str; 4] = ["多拍 / 错拍 / 不想要", "不喜欢 / 效果不好", "协商一致退款", "其他"];

/// 售后原因 that are about the way to the buyer.
pub const LOGISTICS_REASONS: [&str; 3] = ["快递一直未送达", "快递无跟踪记录", "收到商品少件 / 错件 / 空包裹"];
