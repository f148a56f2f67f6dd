"""All addresses of the platform, a section for each noun."""

from django.urls import include, path
from django.views.i18n import set_language

from tinhxanh.web.rights import public
from tinhxanh.web.views import (
    documents,
    duties,
    history,
    leader,
    my_duties,
    notices,
    organisations,
    programmes,
    reports,
    requests,
    review,
    scoreboards,
    serving,
    submissions,
    subplans,
    templates,
    urging,
)
from tinhxanh.web.views.home import home

urlpatterns = [
    path("", home, name="home"),
    path("ngon-ngu/", public(set_language), name="set_language"),
    path("tai-khoan/", include("allauth.urls")),
    # documents
    path("van-ban/", documents.index, name="documents"),
    path("van-ban/<uuid:document_id>/", documents.document, name="document"),
    path("van-ban/<uuid:document_id>/tep/", documents.download, name="document_file"),
    path("van-ban/<uuid:document_id>/doc-lai/", documents.retry, name="document_retry"),
    path("van-ban/<uuid:document_id>/thay-doi/", documents.difference, name="document_difference"),
    path("van-ban/<uuid:document_id>/lap-chuong-trinh/", documents.confirm, name="document_confirm"),
    # review
    path("van-ban/<uuid:document_id>/ra-soat/", review.review, name="review"),
    path("van-ban/<uuid:document_id>/ra-soat/quyet/", review.decide, name="review_decide"),
    path("van-ban/<uuid:document_id>/ra-soat/ca-muc/", review.accept_section, name="review_section"),
    path("van-ban/<uuid:document_id>/ra-soat/them/", review.add, name="review_add"),
    path("van-ban/<uuid:document_id>/ra-soat/co-quan/", review.add_agency, name="review_agency"),
    path("van-ban/<uuid:document_id>/ra-soat/thong-tin/", review.describe, name="review_describe"),
    path("van-ban/<uuid:document_id>/ra-soat/goi-y/", review.suggest, name="review_suggest"),
    # programmes
    path("chuong-trinh/", programmes.index, name="programmes"),
    path("chuong-trinh/<int:programme_id>/", programmes.programme, name="programme"),
    path("chuong-trinh/<int:programme_id>/sua/", programmes.describe, name="programme_describe"),
    # duties
    path("nhiem-vu/<int:duty_id>/", duties.duty, name="duty"),
    path("nhiem-vu/<int:duty_id>/mo/", duties.opened, name="duty_opened"),
    path("nhiem-vu/co-quan/<int:part_id>/", duties.match, name="duty_match"),
    path("minh-chung/<uuid:evidence_id>/", duties.evidence, name="evidence"),
    # my duties
    path("viec-cua-toi/", my_duties.index, name="my_duties"),
    path("viec-cua-toi/<int:part_id>/nhan/", my_duties.accept, name="duty_accept"),
    path("viec-cua-toi/<int:part_id>/bao-cao/", my_duties.report, name="duty_report"),
    # scoreboard
    path("bang-diem/", scoreboards.scoreboard, name="scoreboard"),
    path("bang-diem/tai-ve/", scoreboards.scoreboard_table, name="scoreboard_table"),
    path("bang-diem/gan-nhiem-vu/<int:programme_id>/", serving.serving, name="serving"),
    # index
    path("chi-so/", include("tinhxanh.web.index_urls")),
    # organisations
    path("co-quan/", organisations.directory, name="organisations"),
    path("co-quan/them-tinh/", organisations.add_province, name="organisation_province"),
    path("co-quan/<int:pk>/", organisations.organisation, name="organisation"),
    path("co-quan/<int:pk>/doi-ten/", organisations.rename, name="organisation_rename"),
    path("co-quan/<int:pk>/ten-khac/", organisations.add_alias, name="organisation_alias"),
    path("co-quan/<int:pk>/bo-ten-khac/", organisations.drop_alias, name="organisation_drop_alias"),
    path("co-quan/<int:pk>/xac-nhan/", organisations.confirm, name="organisation_confirm"),
    path("co-quan/<int:pk>/nhap-vao/", organisations.merge, name="organisation_merge"),
    path("co-quan/<int:pk>/truc-thuoc/", organisations.add_child, name="organisation_child"),
    # report periods and submissions
    path("ky-bao-cao/", reports.index, name="reports"),
    path("chuong-trinh/<int:programme_id>/mo-ky/", reports.open_round, name="round_open"),
    path("ky-bao-cao/<int:round_id>/", reports.round_page, name="round"),
    path("ky-bao-cao/<int:round_id>/du-thao/", reports.begin_report, name="report_begin"),
    path("ky-bao-cao/<int:round_id>/chon-cau/", reports.pick, name="report_pick"),
    path("ky-bao-cao/<int:round_id>/sua-cau/", reports.rewrite, name="report_rewrite"),
    path("ky-bao-cao/<int:round_id>/phan-chung/", reports.general, name="report_general"),
    path("ky-bao-cao/<int:round_id>/ky/", reports.sign, name="report_sign"),
    path("ky-bao-cao/<int:round_id>/bao-cao.docx", reports.report_docx, name="report_docx"),
    path("ky-bao-cao/<int:round_id>/bao-cao.pdf", reports.report_pdf, name="report_pdf"),
    path("ban-nop/<int:submission_id>/", submissions.submission, name="submission"),
    path("ban-nop/<int:submission_id>/luu/", submissions.save, name="submission_save"),
    path("ban-nop/<int:submission_id>/nop/", submissions.hand_in, name="submission_hand_in"),
    path("ban-nop/<int:submission_id>/duyet/", submissions.approve, name="submission_approve"),
    path("ban-nop/<int:submission_id>/tra-lai/", submissions.send_back, name="submission_return"),
    path("ban-nop/<int:submission_id>/mau.xlsx", submissions.workbook, name="submission_workbook"),
    path("ban-nop/<int:submission_id>/nap/", submissions.load, name="submission_load"),
    # leader, requests, events
    path("lanh-dao/", leader.index, name="leader"),
    path("lanh-dao/<int:programme_id>/", leader.brief, name="brief"),
    path("lanh-dao/<int:programme_id>/ban-mot-trang.docx", leader.brief_docx, name="brief_docx"),
    path("de-nghi/<int:request_id>/quyet/", leader.decide, name="request_decide"),
    path("viec-cua-toi/<int:part_id>/gia-han/", requests.extension, name="ask_extension"),
    path("viec-cua-toi/<int:part_id>/chuyen/", requests.transfer, name="ask_transfer"),
    path("nhiem-vu/<int:duty_id>/kiem-tra/", requests.check, name="duty_check"),
    path("chuong-trinh/<int:programme_id>/su-kien/", requests.trigger, name="trigger"),
    path("chuong-trinh/<int:programme_id>/kpi.xlsx", subplans.kpi, name="kpi"),
    path("chuong-trinh/<int:programme_id>/ke-hoach-co-quan/", subplans.index, name="sub_plans"),
    path("ke-hoach-co-quan/<int:sub_plan_id>/", subplans.serve, name="sub_plan"),
    path("ke-hoach-co-quan/<int:sub_plan_id>/noi/", subplans.link, name="sub_plan_link"),
    path("mau-bao-cao/", templates.index, name="report_template"),
    # history
    path("lich-su/", history.index, name="history"),
    path("lich-su/thay-doi/", history.act, name="history_act"),
    path("lich-su/lich-su.xlsx", history.export, name="history_file"),
    # urging
    path("chuong-trinh/<int:programme_id>/don-doc/", urging.ledger, name="urge"),
    path("don-doc/<int:urging_id>/", urging.letter, name="urging"),
    path("don-doc/<int:urging_id>/tra-loi/", urging.answer, name="urging_answer"),
    path("don-doc/<int:urging_id>/van-ban.docx", urging.letter_docx, name="urging_docx"),
    # notices and calendars
    path("thong-bao/", notices.index, name="notices"),
    path("thong-bao/<int:notice_id>/", notices.open_notice, name="notice"),
    path("thong-bao/da-doc/", notices.read_all, name="notices_read"),
    path("thong-bao/cach-nhan/", notices.wish, name="notices_wish"),
    path("lich/tao/", notices.make_feed, name="feed_make"),
    path("lich/<int:feed_id>/thu-hoi/", notices.revoke_feed, name="feed_revoke"),
    path("lich/<str:token>.ics", notices.feed, name="feed"),
]
