//! Which cells of a header may be shown. A header whose line break is lost holds the cells of a row as well, names and
//! addresses among them, and so does one that is a row of data.
//!
//! The one rule: a name is shown where it consists of words of which exports make the names of their columns, with
//! figures of two digits at most (`IMEI码1`, `商品69码`) and the marks between words. Any other is shown by its column
//! and its shape: who needs it finds it there, and names it in a table of columns.

use super::columns::normalise;
use crate::shown_text::one_line;

/// No name of a column is longer.
const LONGEST: usize = 24;
/// How many digits a name has at most, in a row and in all.
const MOST_DIGITS: (usize, usize) = (2, 4);
/// What stands between words.
const MARKS: &str = "()[]{}【】<>《》/\\_-—:、,.&+%|";

/// Words of header names. One of a single character may be the end of a person's name, too: it counts behind another word.
const WORDS: &str = "\
    订单 主订单 子订单 父订单 商品 产品 宝贝 货品 规格 属性 数量 商家 卖家 店家 商户 编码 单价 应付 实付 支付 付款 收款 金额 总额 运费 邮费 \
    优惠 总金额 总额 总计 合计 平台 达人 主播 改价 红包 抵扣 折扣 方式 渠道 手续费 服务费 技术 收件人 收货人 发件人 寄件人 收件 收货 寄件 联系人 联系 \
    姓名 名字 手机 手机号 电话 号码 街道 乡镇 详细 地址 邮编 邮政 是否 已上传 修改过 修改 时段 买家 用户 客户 顾客 消费者 下单 付款人 购买人 \
    留言 提交 时间 日期 旗帜 颜色 备注 完成 完结 来源 状态 承诺 发货 最晚 最早 类型 鲁班 落地页 昵称 所属 归属 门店 店铺 网店 \
    售后 取消 原因 预约 仓库 名称 安心购 广告 体裁 流量 主体 明细 降价 类 实际 承担 预计 送达 配送 自流转 车型 条码 条形码 二维码 \
    建议 物流 单号 编号 序号 行号 流水号 流水 快递 快递单 运单 公司 包裹 揽收 揽件 签收 妥投 派送 派件 轨迹 退款 退货 退商品 退运费 退支付 退税费 换货 补寄 申请 同意 \
    拒绝 关闭 到账 凭证 上传 标签 异常 自动 处理 截止 极速 拒签 后 前 仲裁 介入 纠纷 责任方 责任 说明 操作人 操作员 操作 协商 记录 信息 \
    评价 评论 好评 中评 差评 等级 得分 评分 星级 分数 打分 内容 追评 追加 回复 回评 客服 账号 帐号 账户 接待 会话 咨询 人工 机器人 分钟 回复率 \
    平均 平响 响应 时长 满意 不满意 满意度 登录 在线 工作 全天 有效 税费 税率 税额 税金 品牌 分类 类目 品类 重量 毛重 净重 体积 图片 主图 链接 网址 \
    国家 省份 城市 区县 地区 区域 会员 积分 佣金 比例 成本 利润 毛利 价格 原价 售价 市场价 标价 吊牌价 销售 销量 库存 出库 入库 出入库 打印 \
    审核 发票 抬头 赠品 套餐 组合 活动 营销 优惠券 代金券 满减 直播 直播间 短视频 视频 小店 商品卡 微信 支付宝 抖音 快手 淘宝 推广 推荐 团长 团购 \
    结算 账单 交易 成交 创建 新建 更新 开始 结束 起始 结束 起 止 导出 导入 标题 描述 款式 尺码 尺寸 型号 货号 款号 材质 产地 生产 保质期 批次 批号 \
    供应商 供货商 供货 代发 代销 制单 拣货 配货 波次 快照 次数 件数 天数 单数 人数 个数 总数 总价 总量 小计 面单 电子 模板 序列 串号 业务员 业务 员工 \
    部门 组织 项目 渠道商 合作 方案 计划 任务 分组 备用 其他 其它 扩展 自定义 字段 默认 首次 最近 最新 最后 当前 当日 累计 未发 已发 已付 未付 应退 实退 \
    应收 实收 待发 逾期 超时 剩余 返还 补贴 补偿 赔付 赔偿 保险 保价 保证金 押金 定金 尾款 预售 现货 虚拟 赠送 体验 质检 鉴定 溯源 海关 报关 清关 身份证 \
    结果 情况 阶段 节点 环节 进度 版本 批注 排序 位置 库位 货位 仓位 货架 架位 入口 页面 场景 人群 性别 年龄 生日 月份 年份 季度 年月 星期 小时 电商 零售 批发 跨境 商城 \
    自营 加盟 直营 线上 线下 会场 频道 频次 关键词 搜索 曝光 点击 访客 浏览 转化 下单数 支付数 加购 收藏 关注 粉丝 \
    app id sn imei sku spu upc ean erp oms wms api url ip gmv roi uid no code name type status state time date day amount price fee cost total sum count num \
    number qty quantity unit order sub parent main shop store product item goods spec buyer seller user customer receiver consignee sender contact address phone \
    mobile tel province city district town street detail area country zip remark memo note message words create created pay paid payment ship shipping shipped \
    finish finished complete update updated modify expire exp start begin end delivery deliver logistics express company carrier tracking track waybill package \
    parcel warehouse refund return after sale aftersale reason review rate rating star stars score content text reply agent session average avg mean level tag \
    flag color coupon discount promotion platform channel source author creator brand category title weight size image link desc description is has first last \
    real original invoice tax batch serial key index row";

/// Words of a single character.
const ENDS: &str =
    "号码人名款费价额项次日月年周期天时分秒元比度量率方端页组单件值级型式数类仓区县市省镇村卡券员者商品物";
/// Whole names of a single character.
const SINGLES: [&str; 8] = ["省", "市", "区", "县", "镇", "村", "街", "序"];

/// A header's name as it may be shown; `None` for what may be a cell of data.
pub(crate) fn shown_header_name(name: &str) -> Option<String> {
    let normalised = normalise(name);
    let characters: Vec<char> = normalised.chars().collect();
    (characters.len() <= LONGEST && consists_of_words(&characters)).then(|| one_line(name).into_owned())
}

fn consists_of_words(name: &[char]) -> bool {
    if let [only] = name {
        return SINGLES.iter().any(|single| single.chars().eq([*only]));
    }
    let digits = name.iter().filter(|c| c.is_numeric()).count();
    let longest_run = name.split(|c| !c.is_numeric()).map(<[char]>::len).max().unwrap_or_default();
    if longest_run > MOST_DIGITS.0 || digits > MOST_DIGITS.1 {
        return false;
    }
    // By place: whether words end there, and whether the first of them has come.
    let mut ends = vec![None; name.len() + 1];
    if let Some(start) = ends.first_mut() {
        *start = Some(false);
    }
    for start in 0..name.len() {
        let Some(has_word) = ends.get(start).copied().flatten() else { continue };
        let rest = name.get(start..).unwrap_or_default();
        let Some(first) = rest.first() else { continue };
        let mut reach = |length: usize, is_word: bool| {
            if let Some(end) = ends.get_mut(start + length) {
                *end = Some(end.unwrap_or_default() || has_word || is_word);
            }
        };
        if MARKS.contains(*first) || first.is_ascii_digit() || (has_word && ENDS.contains(*first)) {
            reach(1, false);
        }
        for word in WORDS.split_whitespace() {
            let length = word.chars().count();
            if rest.len() >= length && word.chars().eq(rest.iter().take(length).copied()) {
                reach(length, length > 1);
            }
        }
    }
    ends.last().copied().flatten().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_columns_are_shown() {
        // The columns of the platform's exports that are not read, and some of other programs.
        let names = "商品规格 商品数量 商家编码 商品单价 运费 优惠总金额 平台优惠 商家优惠 达人优惠 商家改价 支付优惠 红包抵扣 支付方式 手续费 收件人 \
            收件人手机号 省 市 区 街道 详细地址 是否修改过地址 地址修改时段 买家留言 旗帜颜色 商家备注 APP渠道 鲁班落地页ID 所属门店ID 取消原因 预约发货时间 \
            仓库ID 仓库名称 是否安心购 广告渠道 流量类型 发货主体 发货主体明细 降价类优惠 平台实际承担优惠金额 是否平台仓自流转 车型 商品69码 发货SN码 发货IMEI码1 \
            建议发货时间（起） 物流IMEI码2 商品税费（元） 退支付优惠（元） 是否已上传退款凭证 退货物流单号 退货异常 商家退货联系人姓名 商家退货联系人电话 是否拒签后退款 \
            用户售后说明 操作人 协商记录 换货商品信息 用户昵称 商家是否回复 门店名称 登录时长 全天满意率 create_time buyer_words receiver_phone 波次号 拣货员 快递公司编码";
        for name in names.split_whitespace() {
            assert_eq!(shown_header_name(name).as_deref(), Some(name));
        }
    }

    #[test]
    fn cells_of_data_are_not() {
        for cell in [
            "张三",
            "欧阳泄露",
            "金方明",
            "王女士",
            "方",
            "13800138000",
            "浙江省杭州市西湖区文三路138号",
            "文三路9号楼2单元301",
            "物流IMEI码26917926768823643751",
            "2026-09-22 00:54:10",
            "请放门口",
            "##aGVsbG8=",
            "zhang_san",
            "Li Lei",
            "收件人张三",
            "",
        ] {
            assert_eq!(shown_header_name(cell), None, "{cell}");
        }
    }
}
