"""Which rows of annexes state a duty of the body once more: pairs judged by hand before they were tried."""

from __future__ import annotations

from docparse.extraction.sameduty import twins
from docparse.model import Assignment, Task

Y, X, N, T, G, C = "Sở Y tế", "Sở Xây dựng", "Sở Nội vụ", "Sở Tài chính", "Sở Giáo dục và Đào tạo", "Công an tỉnh"
Pair = tuple[str, str | None, str, str | None]  # row, who leads it, the body's words, who is to do it there
SAME: list[Pair] = [
    ("Rà soát danh mục hồ chứa nước", Y, "Rà soát danh mục hồ chứa nước.", Y),
    ("Rà soát danh mục hồ chứa nước", Y, "Rà soát danh mục hồ chứa nước.", None),
    ("Rà soát danh mục hồ chứa nước", None, "Rà soát danh mục các hồ chứa nước.", Y),
    ("Tổ chức tiêm vét cho trẻ dưới 5 tuổi", Y, "Sở Y tế tổ chức tiêm vét cho trẻ dưới 5 tuổi", Y),
    ("Tổ chức tiêm vét cho trẻ dưới 5 tuổi", Y, "Chủ trì tổ chức tiêm vét cho trẻ dưới 5 tuổi", Y),
    ("Xây dựng đề án nuôi cá lồng", X, "Xây dựng Đề án nuôi cá lồng trong quý II/2026", X),
    ("Mở lớp bồi dưỡng kỹ năng số cho cán bộ xã", N, "Mở các lớp bồi dưỡng kỹ năng số cho cán bộ xã", N),
    ("Sơn lại vạch kẻ đường", X, "Sơn lại vạch kẻ đường;", X),
    ("Số hoá sổ hộ tịch", "Sở Tư pháp", "Số hóa sổ hộ tịch", "Sở Tư pháp"),
    ("Kiểm tra an toàn điện tại các chợ", "Sở Công Thương", "kiểm tra an toàn điện tại các chợ", "Sở Công Thương"),
    ("Diễn tập chữa cháy tại khu công nghiệp", C, "Tổ chức diễn tập chữa cháy tại khu công nghiệp", C),
    ("Bố trí kinh phí thực hiện Kế hoạch", T, "Tham mưu bố trí kinh phí thực hiện Kế hoạch", T),
    ("Sắp xếp điểm trường lẻ", G, "Sắp xếp các điểm trường lẻ", G),
    ("Trồng cây ven hồ", X, "Trồng cây quanh ven hồ", X),
    ("Tuần tra, xử lý xe quá tải", C, "Tuần tra, xử lý nghiêm xe quá tải", C),
    ("Công bố đường dây nóng", Y, "Công bố đường dây nóng", Y),
    ("Lập bản đồ ngập lụt hạ du hồ chứa", X, "Lập bản đồ ngập lụt vùng hạ du hồ chứa", X),
    ("Phủ sóng 5G tại trung tâm các xã", "Sở Khoa học và Công nghệ", "Phủ sóng 5G tại trung tâm các xã", None),
    ("Cấp mã số vùng trồng sầu riêng", None, "Cấp mã số vùng trồng sầu riêng", None),
    (
        "Phối hợp đặt hàng các công trình nghiên cứu với viện, trường quốc tế về kiểm kê khí thải", X,
        "Phối hợp đặt hàng các công trình nghiên cứu với viện nghiên cứu, trường đại học quốc tế về kiểm kê khí thải",
        None,
    ),
    (
        "Xây dựng và triển khai chương trình/đề án phát triển hạ tầng số, dữ liệu số, xã hội số", N,
        "Xây dựng và triển khai các chương trình, đề án phát triển hạ tầng số, dữ liệu số và xã hội số", N,
    ),
    (
        "Rà soát, kịp thời cụ thể hoá chính sách thu hút đầu tư phù hợp với điều kiện kinh tế xã hội của tỉnh", T,
        "Rà soát, kịp thời cụ thể hóa các chính sách thu hút đầu tư phù hợp với điều kiện kinh tế - xã hội của Tỉnh", T,
    ),
    ("Khảo sát nhu cầu nhà ở công nhân", X, "Khảo sát nhu cầu nhà ở của công nhân", X),
    ("Tiếp nhận và xử lý phản ánh của người dân", N, "Tiếp nhận, xử lý phản ánh của người dân", N),
    ("Nâng cấp trạm y tế xã Tà Hộc", Y, "Đầu tư nâng cấp trạm y tế xã Tà Hộc", Y),
    ("Ban hành quy chế phối hợp phòng cháy rừng", X, "Tham mưu ban hành Quy chế phối hợp phòng cháy rừng", X),
    ("Hướng dẫn người dân thu gom rác", "UBND các xã", "Tuyên truyền, hướng dẫn người dân thu gom rác", "UBND các xã"),
    ("Nâng cao chất lượng khám bệnh tuyến xã", Y, "Nâng cao chất lượng khám, chữa bệnh tuyến xã", Y),
]  # fmt: skip
OTHER: list[Pair] = [
    ("Rà soát danh mục hồ chứa nước", Y, "Rà soát danh mục hồ chứa nước.", X),
    ("Báo cáo kết quả năm 2026", Y, "Báo cáo kết quả năm 2027", Y),
    ("Tập huấn cho cán bộ cấp xã", N, "Tập huấn cho cán bộ cấp tỉnh", N),
    ("Xây dựng đề án nuôi cá lồng", X, "Xây dựng đề án nuôi ong rừng", X),
    ("Kiểm tra an toàn điện tại các chợ", C, "Kiểm tra an toàn điện tại các trường", C),
    ("Tổ chức tiêm vét cho trẻ dưới 5 tuổi", Y, "Tổ chức tiêm vét cho trẻ dưới 2 tuổi", Y),
    ("Sơn lại vạch kẻ đường tỉnh 681", X, "Sơn lại vạch kẻ đường tỉnh 682", X),
    ("Cấp mã số vùng trồng sầu riêng", X, "Cấp mã số vùng trồng thanh long", X),
    ("Thanh tra việc thu phí", T, "Hướng dẫn việc thu phí", T),
    ("Sơ kết 3 năm thực hiện Kế hoạch", N, "Sơ kết 5 năm thực hiện Kế hoạch", N),
    ("Bố trí kinh phí thực hiện Kế hoạch", T, "Kiểm tra kinh phí thực hiện Kế hoạch", T),
    ("Trồng cây ven hồ", X, "Trồng cây ven đường", X),
    ("Số hóa sổ hộ tịch", N, "Số hóa sổ địa chính", N),
    ("Mở lớp bồi dưỡng kỹ năng số", N, "Mở lớp bồi dưỡng kỹ năng mềm", N),
    ("Diễn tập chữa cháy tại khu công nghiệp", C, "Diễn tập chữa cháy tại khu dân cư", C),
    ("Trình dự thảo nghị quyết", T, "Thẩm định dự thảo nghị quyết", T),
    ("Nâng cấp trạm y tế xã Tà Hộc", Y, "Nâng cấp trạm y tế xã Nà Ngựu", Y),
    ("Lắp biển báo", X, "Thay biển báo", X),
    ("Hướng dẫn người dân thu gom rác", "UBND các xã", "Hướng dẫn người dân phân loại rác", "UBND các xã"),
    ("Báo cáo quý I", N, "Báo cáo quý II", N),
    ("Giao đất cho trường mầm non", G, "Giao đất cho trường tiểu học", G),
    ("Xây mới 12 phòng học", G, "Xây mới 15 phòng học", G),
    ("Tổ chức hội nghị tổng kết", N, "Tổ chức hội nghị triển khai", N),
    ("Triển khai thực hiện Kế hoạch", "UBND các xã", "Triển khai thực hiện Kế hoạch", C),
    ("Bảo đảm an toàn giao thông đường bộ", C, "Bảo đảm an toàn giao thông đường thủy", C),
    (
        "Xây dựng chương trình đào tạo, bồi dưỡng nhân lực y tế chất lượng cao cho các bệnh viện tuyến tỉnh", Y,
        "Xây dựng chương trình đào tạo, bồi dưỡng nhân lực y tế chất lượng cao cho các trạm y tế tuyến xã", Y,
    ),
    (
        "Rà soát, sửa đổi quy định về phân cấp quản lý đường tỉnh, đường xã trên địa bàn", X,
        "Rà soát, sửa đổi quy định về phân cấp quản lý chợ, trung tâm thương mại trên địa bàn", X,
    ),
    ("Không để phát sinh nợ đọng xây dựng cơ bản", T, "Xử lý dứt điểm nợ đọng xây dựng cơ bản", T),
]  # fmt: skip


def _task(name: str, words: str, agency: str | None) -> Task:
    parts = (Assignment(agency, None, "implement", "table", "x", 0, 0),) if agency else ()
    return Task(name, None, words, 0, 0, parts)


def linked(pair: Pair) -> bool:
    row, lead, duty, agency = pair
    return twins([_task("row", row, lead)], [_task("body", duty, agency)], [True]) == ["body"]


def test_no_near_miss_is_linked() -> None:
    assert [pair[0] for pair in OTHER if linked(pair)] == []


def test_a_duty_stated_once_more_is_linked() -> None:
    missed = [pair[0] for pair in SAME if not linked(pair)]
    assert missed == []
