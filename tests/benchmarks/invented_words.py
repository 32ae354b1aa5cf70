"""Vietnamese wording for invented plans: official phrases put together from word lists of our own.

In: a `random.Random`. Out: titles, statements, names of places, agencies, indicators and cited documents that look like
those of real plans (diacritics, đ, length) and mean nothing. Leaves to others: which record says what (invented_plan).
"""

from __future__ import annotations

from itertools import product
from random import Random

_DO = (
    "Nâng cao",
    "Đẩy mạnh",
    "Tăng cường",
    "Hoàn thiện",
    "Triển khai",
    "Mở rộng",
    "Đổi mới",
    "Củng cố",
    "Rà soát",
    "Phát huy",
    "Đầu tư",
    "Bảo đảm",
    "Tổ chức thực hiện",
    "Kiểm tra, giám sát",
    "Xây dựng và nhân rộng",
)
_WHAT = (
    "chất lượng khám bệnh, chữa bệnh",
    "hạ tầng giao thông nội thị",
    "công tác chuyển đổi số",
    "cải cách thủ tục hành chính",
    "mạng lưới trường học",
    "hệ thống cấp nước sạch",
    "nguồn nhân lực tại chỗ",
    "phong trào văn hóa, thể thao",
    "mô hình kinh tế hợp tác",
    "dịch vụ du lịch cộng đồng",
    "công tác thu gom rác thải",
    "quản lý đất đai, trật tự xây dựng",
    "an ninh trật tự ở khu dân cư",
    "việc làm cho lao động trẻ",
    "chợ đầu mối nông sản",
    "tuyến đường ven sông",
    "phòng cháy, chữa cháy",
    "bảo hiểm y tế hộ gia đình",
    "đường điện chiếu sáng ngõ xóm",
    "giải ngân vốn đầu tư công",
    "hồ sơ dịch vụ công trực tuyến",
    "sản phẩm địa phương đặc trưng",
)
_HOW = (
    "theo hướng đồng bộ, bền vững",
    "gắn với trách nhiệm người đứng đầu",
    "trên địa bàn, không để phát sinh nợ đọng",
    "bảo đảm đúng tiến độ, đúng quy định",
    "lấy người dân làm trung tâm",
    "ở các khu dân cư còn khó khăn",
    "với sự tham gia của cộng đồng",
    "theo phương châm rõ người, rõ việc",
    "trong giai đoạn mới",
    "phù hợp quy hoạch được duyệt",
)
_COUNTED = (
    "hộ dân được cấp nước sạch",
    "trẻ em được khám sức khỏe định kỳ",
    "hồ sơ được giải quyết đúng hạn",
    "lao động qua đào tạo có chứng chỉ",
    "rác thải được phân loại tại nguồn",
    "trường học đạt chuẩn",
    "tuyến ngõ được chiếu sáng",
    "người dân có sổ sức khỏe điện tử",
    "khu dân cư có nhà văn hóa",
    "doanh nghiệp kê khai trực tuyến",
    "hộ nghèo theo chuẩn đa chiều",
    "cơ sở sản xuất đạt yêu cầu môi trường",
    "cán bộ thành thạo kỹ năng số",
    "diện tích cây xanh được chăm sóc",
    "đơn thư được trả lời trong tháng",
    "người cao tuổi được thăm khám",
)
_WHERE = ("khu vực trung tâm", "khu vực ven đô", "khu công nghiệp", "vùng đồi núi", "các xã bãi ngang", "toàn địa bàn")
_FIRST = (
    "Tân",
    "Vĩnh",
    "Đông",
    "Tây",
    "Nam",
    "Bắc",
    "Hòa",
    "Phú",
    "Long",
    "Bình",
    "Yên",
    "Thanh",
    "An",
    "Minh",
    "Quang",
    "Đức",
    "Hưng",
    "Thịnh",
    "Hải",
    "Sơn",
)
_SECOND = (
    "Lâm",
    "Khê",
    "Giang",
    "Thạch",
    "Điền",
    "Phong",
    "Trạch",
    "Xuyên",
    "Môn",
    "Hạ",
    "Thượng",
    "Đằng",
    "Kiều",
    "Lạc",
    "Mỹ",
    "Cầu",
    "Đình",
    "Sa",
    "Ngạn",
    "Bãi",
)
_OFFICES = (
    ("Hội đồng nhân dân", "hdnd"),
    ("Ủy ban nhân dân", "ubnd"),
    ("Phòng Kinh tế, Hạ tầng và Đô thị", "phong-kinh-te"),
    ("Phòng Văn hóa - Xã hội", "phong-van-hoa"),
    ("Công an", "cong-an"),
    ("Ban Chỉ huy Quân sự", "ban-chqs"),
    ("Trung tâm Phục vụ hành chính công", "trung-tam-hcc"),
    ("Ủy ban Mặt trận Tổ quốc", "mttq"),
    ("Trạm Y tế", "tram-y-te"),
    ("Ban Quản lý dự án", "ban-qlda"),
)


def task_title(draw: Random) -> str:
    """`Đẩy mạnh công tác chuyển đổi số gắn với …`."""
    return f"{draw.choice(_DO)} {draw.choice(_WHAT)} {draw.choice(_HOW)}"


def target_title(draw: Random) -> str:
    """A short heading: `Hạ tầng giao thông nội thị và việc làm cho lao động trẻ`."""
    first, second = draw.sample(_WHAT, 2)
    return f"{first[0].upper()}{first[1:]} và {second}"


def statement(draw: Random) -> str:
    """Two to four sentences of official wording."""
    return ". ".join(
        f"{task_title(draw)}; {draw.choice(_DO).lower()} {draw.choice(_WHAT)}" for _ in range(draw.randint(2, 4))
    )


def goal(draw: Random) -> str:
    """An aim without a number."""
    return f"{draw.choice(_WHAT)} được cải thiện rõ rệt {draw.choice(_HOW)}"


def work_title(draw: Random) -> str:
    """The name of a building work or scheme."""
    return f"Công trình {draw.choice(_WHAT)} {draw.choice(_WHERE)}, giai đoạn {draw.randint(1, 3)}"


def location(draw: Random) -> str:
    """Where a work stands."""
    return draw.choice(_WHERE).capitalize()


def indicator_name(number: int) -> str:
    """The name of an indicator; alike for the same number, different for others up to 96."""
    what, where = list(product(_COUNTED, _WHERE))[number]
    return f"{what[0].upper()}{what[1:]}, {where}"


def place_name(number: int) -> str:
    """`Tân Lâm`, `Vĩnh Khê`; the same for the same number, with a number of its own from the 401st on."""
    turn, rest = divmod(number, len(_FIRST) * len(_SECOND))
    first, second = _FIRST[rest % len(_FIRST)], _SECOND[(rest + rest // len(_FIRST)) % len(_SECOND)]
    return f"{first} {second}" + (f" {turn + 1}" if turn else "")


def offices() -> tuple[tuple[str, str], ...]:
    """The agencies that every place has: name and beginning of the id; the first issues documents."""
    return _OFFICES


def reference_title(draw: Random, number: str) -> str:
    """The title of a cited document."""
    return f"Nghị quyết số {number} về {task_title(draw).lower()}"
