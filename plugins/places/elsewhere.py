"""Names that pull a text out of Cao Bằng: the other provinces up to 2025 and since, and China."""

OTHER_PROVINCES = (
    *(
        "An Giang",
        "Bà Rịa",
        "Vũng Tàu",
        "Bạc Liêu",
        "Bắc Giang",
        "Bắc Kạn",
        "Bắc Ninh",
        "Bến Tre",
        "Bình Định",
    ),
    *(
        "Bình Phước",
        "Bình Thuận",
        "Cà Mau",
        "Cần Thơ",
        "Đà Nẵng",
        "Đắk Lắk",
        "Đăk Lăk",
        "Đắk Nông",
        "Điện Biên",
    ),
    *("Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tây", "Hà Tĩnh", "Hải Dương"),
    *("Hải Phòng", "Hậu Giang", "Hòa Bình", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum"),
    *(
        "Lai Châu",
        "Lâm Đồng",
        "Lạng Sơn",
        "Lào Cai",
        "Long An",
        "Nam Định",
        "Nghệ An",
        "Ninh Bình",
        "Ninh Thuận",
    ),
    *("Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng"),
    *(
        "Sơn La",
        "Tây Ninh",
        "Thái Bình",
        "Thái Nguyên",
        "Thanh Hóa",
        "Thừa Thiên",
        "Thừa Thiên Huế",
        "Tiền Giang",
    ),
    *(
        "Trà Vinh",
        "Tuyên Quang",
        "Vĩnh Long",
        "Vĩnh Phúc",
        "Yên Bái",
        "Sài Gòn",
        "thành phố Huế",
        "TP Huế",
        "TP.HCM",
        "TP HCM",
    ),
    "Đà Lạt",
    # the name alone is that of the Youth Union, of streets and schools
    *("thành phố Hồ Chí Minh", "TP Hồ Chí Minh", "TP. Hồ Chí Minh"),
)
"""Bình Dương is missing on purpose: it is also a commune of Hòa An."""

CHINA = (
    "Trung Quốc",
    "Tứ Xuyên",
    "Thành Đô",
    "Thượng Hải",
    "Bắc Kinh",
    "Trường Giang",
    "Quảng Châu",
    "Vũ Hán",
)
"""What stands near the Chinese city of Trùng Khánh. Quảng Tây is missing: it is the neighbour."""
