"""The mail as readers and servers get it."""

import re
import socket
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from playwright.sync_api import Browser

from plugins.core.dates import HANOI, format_long
from plugins.issues.mail.articles import site_links
from plugins.issues.mail.headers import header
from plugins.issues.mail.html import MOST_BYTES
from plugins.issues.mail.make import PLACEHOLDER, make_mail
from plugins.issues.mail.model import MailError, MailSettings
from plugins.issues.mail.send import send_test, server_address
from plugins.issues.mail.text import Setting, plain
from plugins.issues.model import Issue
from tests.issues.samples import HOSTILE_TITLE, many_articles, odd_issue, shared_sample, twins
from tests.issues.text import article_words, words_of_html, words_of_text

SITE = "https://tinhdoancaobang.example"
NOW = datetime(2026, 11, 24, 9, tzinfo=HANOI)


def read(data: bytes) -> EmailMessage:
    return message_from_bytes(data, _class=EmailMessage, policy=default)


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content()).replace("\r\n", "\n")


@pytest.fixture(scope="module")
def issue() -> Issue:
    return odd_issue(shared_sample().issue)


@pytest.fixture(scope="module")
def mail(issue: Issue) -> EmailMessage:
    return read(make_mail(issue, shared_sample().files))


# -- the message


def test_the_headers_are_read_as_they_are_meant(mail: EmailMessage) -> None:
    assert mail["Subject"] == "Bản tin Thanh niên số 4, tháng 4/2014: Bài mẫu: Mùa cỏ đầu tiên trên nương cũ"
    assert str(mail["From"]) == f"Tỉnh Đoàn Cao Bằng <{PLACEHOLDER}>"
    assert mail["Date"].datetime.isoformat() == "2014-05-05T07:00:00+07:00"
    assert mail["Message-ID"] == "<ban-tin-2014-04@tinhdoancaobang.example>"
    assert mail["Content-Language"] == "vi"
    assert mail["To"] is None


def test_it_is_text_and_html_and_nothing_attached(mail: EmailMessage) -> None:
    assert mail.get_content_type() == "multipart/alternative"
    kinds = [(p.get_content_type(), p.get_content_charset()) for p in mail.iter_parts()]
    assert kinds == [("text/plain", "utf-8"), ("text/html", "utf-8")]


def test_every_line_of_the_file_is_one_that_servers_take(issue: Issue) -> None:
    data = make_mail(issue, shared_sample().files)
    assert data.isascii()
    assert b"\r\n\r\n--=_ban-tin-2014-04_=\r\n" in data
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.count(b"\n") == data.count(b"\r\n")


def test_the_same_issue_from_another_folder_gives_the_same_bytes() -> None:
    first, second = (make_mail(sample.issue, sample.files) for sample in twins())
    assert first == second


def test_the_imprint_s_address_sends(issue: Issue) -> None:
    imprint = replace(issue.imprint, email="bantin@tinhdoan.example")
    mail = read(make_mail(replace(issue, imprint=imprint), shared_sample().files))
    assert str(mail["From"]) == "Tỉnh Đoàn Cao Bằng <bantin@tinhdoan.example>"


@pytest.mark.parametrize(
    "wrong",
    [
        "bản-tin@thu.example",
        "không có",
        "a@b.example\nBcc: c@d.example",
        "a@b.example, c@d.example",
        "@",
        "a@",
    ],
)
def test_an_address_that_is_none_is_refused(issue: Issue, wrong: str) -> None:
    with pytest.raises(MailError) as raised:
        make_mail(replace(issue, imprint=replace(issue.imprint, email=wrong)), shared_sample().files)
    assert raised.value.message == f"“{wrong}” không phải là địa chỉ thư điện tử."
    assert raised.value.cure == "Ghi một địa chỉ, không dấu, ví dụ: ban-tin@tinhdoan.example"


@pytest.mark.parametrize("target", ["https://thu.example/bo?ai=1", "mailto:bo@thu.example?subject=bo"])
def test_who_may_leave_the_list_is_told_where(issue: Issue, target: str) -> None:
    mail = read(make_mail(issue, shared_sample().files, MailSettings(target)))
    assert mail["List-Unsubscribe"] == f"<{target}>"
    assert part(mail, "plain").endswith(f"Không nhận bản tin nữa:\n{target}\n")
    assert lxml_html.document_fromstring(part(mail, "html")).xpath("//a/@href")[-1] == target


def test_without_the_setting_nothing_is_said_of_leaving(mail: EmailMessage) -> None:
    assert mail["List-Unsubscribe"] is None
    assert "Không nhận bản tin" not in part(mail, "plain") + part(mail, "html")


@pytest.mark.parametrize(
    "wrong", ["http://thu.example", "javascript:x", "https://thu.example/a>\r\nBcc: x", "bỏ"]
)
def test_an_address_to_leave_that_is_none_is_refused(issue: Issue, wrong: str) -> None:
    with pytest.raises(MailError, match="không dùng làm địa chỉ ngừng nhận thư được"):
        make_mail(issue, shared_sample().files, MailSettings(wrong))


@given(st.text(alphabet="aĐễ ,.–“”()\U0001f33e", min_size=1, max_size=200), st.sampled_from(["Subject", "X"]))
def test_a_header_of_any_words_is_read_as_written(text: str, name: str) -> None:
    data = header(name, text) + b"\r\n"
    assert all(len(line) <= 76 for line in data.split(b"\r\n")) or text.isascii()
    assert str(make_header(decode_header(data.decode().partition(": ")[2].strip()))) == " ".join(text.split())


def test_a_headline_cannot_begin_another_header(issue: Issue) -> None:
    cover = replace(issue.cover, headline="Mùa cỏ\r\nBcc: ai@thu.example")
    mail = read(make_mail(replace(issue, cover=cover), shared_sample().files))
    assert mail["Bcc"] is None
    assert mail["Subject"].endswith(": Mùa cỏ Bcc: ai@thu.example")


# -- the text part


def blocks(text: str) -> list[list[str]]:
    """The words between two rules."""
    return [words_of_text(block) for block in re.split(r"^={72}$", text, flags=re.M)]


def test_the_text_has_every_article_whole(mail: EmailMessage, issue: Issue) -> None:
    _, letter, *rest = blocks(part(mail, "plain"))
    assert issue.letter
    assert letter == words_of_html(f"{issue.letter.title} {issue.letter.body_html} {issue.letter.signed}")
    for article, found in zip(issue.articles, rest, strict=False):
        assert found == [*article_words(article), "Đọc", "trên", "trang"], article.title
    papers, calendar, corrections, imprint = (" ".join(found) for found in rest[len(issue.articles) :])
    assert all(" ".join(words_of_text(d.abstract)) in papers for d in issue.documents)
    assert "Trước ngày 30 5 2014 Gửi danh sách xóm thử việc Các huyện đoàn thử" in calendar
    assert "Số hộ là 31 không phải 13" in corrections
    assert imprint.startswith("Cơ quan chủ quản Ban Chấp hành Đoàn TNCS Hồ Chí Minh tỉnh Cao Bằng")


def test_the_text_has_72_columns_and_addresses_whole(mail: EmailMessage, issue: Issue) -> None:
    text = part(mail, "plain")
    long = [line for line in text.split("\n") if len(line) > 72]
    assert all(re.fullmatch(r"\s*<?https://\S+", line) for line in long), long
    assert "một trang\nkhác <https://khac.example/?a=1&b=2>" in text
    for article in issue.articles:
        assert f"\n{SITE}{article.path}\n" in text
    assert [line for line in text.split("\n") if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Một <b>hai</b><br>ba.</p><p>Bốn</p>", "Một hai\nba.\n\nBốn"),
        ("<ul><li>một</li><li><p>hai</p><ul><li>ba</li></ul></li></ul>", "- một\n- hai\n  - ba"),
        ('<ol start="3"><li>một</li><li>hai</li></ol>', "3. một\n4. hai"),
        ("<blockquote><p>Một.</p><p>Hai.</p></blockquote>", "> Một.\n>\n> Hai."),
        ("<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td></td></tr></table>", "a | b\n1 |"),
        ("<dl><dt>Cỏ</dt><dd>Để bò ăn.</dd></dl>", "Cỏ\n    Để bò ăn."),
        ("<h2>Đề mục</h2><p>Lời.</p>", "Đề mục\n------\n\nLời."),
        ("<pre><code>a  b\n  c</code></pre>", "a  b\n  c"),
        ('<p><a href="/tin/1/">Đây</a>, <a href="#x">kia</a>.</p>', "Đây <https://s.example/tin/1/>, kia."),
        ('<p><a href="mailto:a@b.example">a@b.example</a></p>', "a@b.example"),
        ('<figure><img src="x" alt="Bò"><figcaption>Đàn bò. <small>Ảnh: A</small></figcaption></figure>',
         "[Hình: Bò]\nĐàn bò. Ảnh: A"),
        ("<p>" + "chữ " * 20 + "70-KH/TĐTN-TCKT</p>", "chữ " * 17 + "chữ\nchữ chữ 70-KH/TĐTN-TCKT"),
        ("<p>5 &lt; 7 &amp; 9</p>", "5 < 7 & 9"),
        ("", ""),
    ],
)  # fmt: skip
def test_how_html_is_set_as_text(html: str, text: str) -> None:
    assert plain(html, Setting(site_links("https://s.example"), "Hình:")) == text


# -- the HTML part


def articles_of(html: str) -> list[lxml_html.HtmlElement]:
    tree = lxml_html.document_fromstring(html)
    return [div for div in tree.xpath("//div[@class='bai']") if div.xpath("h2/a")]


def short_words(article_html: lxml_html.HtmlElement) -> list[str]:
    for label in article_html.xpath("p[@class='phan']"):
        label.drop_tree()
    return words_of_html(article_html)


def test_an_issue_that_fits_is_whole_in_the_html(mail: EmailMessage, issue: Issue) -> None:
    found = articles_of(part(mail, "html"))
    assert len(found) == len(issue.articles)
    for article, div in zip(issue.articles, found, strict=True):
        assert short_words(div) == article_words(article), article.title
        assert div.xpath("string(h2/a/@href)") == SITE + article.path
    assert "Thư chỉ gửi nguyên các bài đầu" not in part(mail, "html")


def test_where_not_all_fit_the_first_are_whole_and_the_others_linked() -> None:
    sample = many_articles()
    mail = read(make_mail(sample.issue, sample.files))
    html = part(mail, "html")
    assert MOST_BYTES - 3_000 < len(html.encode()) <= MOST_BYTES == 100_000
    found = articles_of(html)
    kinds = ["Đọc cả bài trên trang" not in div.text_content() for div in found]
    whole = sum(kinds)
    assert kinds == [True] * whole + [False] * (60 - whole)
    assert 5 < whole < 60
    assert "Thư chỉ gửi nguyên các bài đầu" in html
    for number, (article, div) in enumerate(zip(sample.issue.articles, found, strict=True)):
        words = short_words(div)
        if number < whole:
            assert words == article_words(article)
        else:
            for said in (article.title, article.standfirst, article.byline, format_long(article.published)):
                assert " ".join(words_of_text(said)) in " ".join(words)
            assert div.xpath(".//a/@href") == [SITE + article.path] * 2
    assert [len(block) > 100 for block in blocks(part(mail, "plain"))[1:61]] == [True] * 60


def test_sixty_articles_with_the_longest_words_allowed_still_fit() -> None:
    """Title 150, standfirst 400 characters, each of three bytes: the contents give way."""
    issue = many_articles().issue
    parts = tuple(
        replace(p, articles=tuple(replace(a, title="ể" * 150, standfirst="ễ" * 400) for a in p.articles))
        for p in issue.parts
    )
    with pytest.raises(MailError) as raised:
        make_mail(replace(issue, parts=parts), shared_sample().files)
    assert raised.value.message == "Thư có 60 bài, dù rút gọn vẫn quá 100 kB."
    vietnamese = ("Cán bộ trẻ của xã cùng bà con trồng cỏ, nuôi bò " * 9)[:400]
    parts = tuple(
        replace(
            p, articles=tuple(replace(a, title=vietnamese[:150], standfirst=vietnamese) for a in p.articles)
        )
        for p in issue.parts
    )
    html = part(read(make_mail(replace(issue, parts=parts), shared_sample().files)), "html")
    assert len(html.encode()) <= MOST_BYTES
    assert "Trong số này" not in html
    assert html.count("<h2") >= 60


def test_photos_come_from_the_site_and_say_what_they_show(mail: EmailMessage, issue: Issue) -> None:
    images = lxml_html.document_fromstring(part(mail, "html")).xpath("//img")
    assert len(images) == 1 + sum(len(a.photos) for a in issue.articles)
    for image in images:
        assert image.get("src").startswith(f"{SITE}/anh/")
        shared_sample().files.read(image.get("src").removeprefix(SITE))
        assert image.get("alt")
        assert 200 < int(image.get("width")) <= 568
        assert "max-width: 100%" in image.get("style")


def test_a_photo_that_is_not_on_the_site_stops_the_mail(issue: Issue) -> None:
    class Nothing:
        def read(self, path: str) -> bytes:
            raise KeyError(path)

    with pytest.raises(MailError) as raised:
        make_mail(issue, Nothing())
    assert raised.value.message == "Ảnh “anh-0.jpg” chưa có trên trang, thư sẽ hiện khung trống."


def test_a_title_full_of_markup_is_text(mail: EmailMessage) -> None:
    html = part(mail, "html")
    assert articles_of(html)[1].xpath("string(h2)") == HOSTILE_TITLE
    assert lxml_html.document_fromstring(html).xpath("//script") == []


def test_nothing_in_it_is_fetched_but_the_site_s_photos(mail: EmailMessage) -> None:
    html = part(mail, "html")
    tree = lxml_html.document_fromstring(html)
    assert tree.xpath("//link | //script | //iframe | //form") == []
    assert not re.search(r"url\(|@import", html)
    assert all(str(href).startswith(("https://", "mailto:")) for href in tree.xpath("//a/@href"))


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (320, "dark"), (700, "light"), (700, "dark")])
def test_it_reads_well_in_a_window(browser: Browser, mail: EmailMessage, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(part(mail, "html"))
    assert page.evaluate("document.documentElement.scrollWidth") == width
    ground, ink, link = page.evaluate(
        """() => { const of = (css, what) => getComputedStyle(document.querySelector(css))[what];
        return [of('.khung', 'backgroundColor'), of('.sapo', 'color'), of('h2 a', 'color')]; }"""
    )
    assert contrast(ground, ink) > 7
    assert contrast(ground, link) > 4.5
    assert (luminance(ground) < 0.1) == (scheme == "dark")
    context.close()


def luminance(colour: str) -> float:
    channels = [int(v) / 255 for v in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


# -- sending

# A key and certificate for localhost that are worth nothing: CN=localhost, valid to 2126.
LOCALHOST = """-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgHpJs8OAgRwP28Mjw
ZIOvn52GRi1nUsNjLCoJ5/D0/5qhRANCAARer0Du1bMf5a/178guGArsgTVB9kQ9
CpC499/wFHr1Acr7HtnB2JoCl4pwOXn+zuauJOSgHbo7jaoM/EJi0BJb
-----END PRIVATE KEY-----
-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUdUfClSRwr6LIJdPKjPcunk6JFVIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNDEzMjAxNloYDzIxMjYxMDMx
MTMyMDE2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARer0Du1bMf5a/178guGArsgTVB9kQ9CpC499/wFHr1Acr7HtnB2JoC
l4pwOXn+zuauJOSgHbo7jaoM/EJi0BJbo28wbTAdBgNVHQ4EFgQU4jes4ejRgOxO
JcLclN/QZpXiBU4wHwYDVR0jBBgwFoAU4jes4ejRgOxOJcLclN/QZpXiBU4wDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgb7Z/Qzab7N5vj04CykRYDXe8ia+jyLfHgHjAGIu2tFECIQD7
8nDHZEd1tuTjEwic4UNfeq9F8gNk4GSdwQ/d63Fuzg==
-----END CERTIFICATE-----
"""


@dataclass
class Inbox:
    """A mail server that keeps what it gets."""

    answer: str = "250 OK"
    recipient: str = "250 OK"
    got: list[Envelope] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802  # aiosmtpd names it
        self, server: object, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.recipient

    async def handle_DATA(self, server: object, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.got.append(envelope)
        self.encrypted.append(session.ssl is not None)
        return self.answer


@contextmanager
def running(inbox: Inbox, **options: Any) -> Iterator[int]:
    controller = Controller(inbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.start()
    yield controller.port
    controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def secure(tmp_path: Path) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """The server's side of TLS, and a client that trusts it."""
    file = tmp_path / "localhost.pem"
    file.write_text(LOCALHOST)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=str(file))


@pytest.fixture
def message() -> bytes:
    sample = shared_sample()
    return make_mail(sample.issue, sample.files, MailSettings("https://thu.example/bo"))


def test_a_test_arrives_whole_and_says_what_it_is(message: bytes) -> None:
    inbox = Inbox()
    with running(inbox) as port:
        send_test(message, "bien-tap@thu.example", host="127.0.0.1", port=port, now=NOW)
    (envelope,) = inbox.got
    assert (envelope.mail_from, envelope.rcpt_tos) == ("bien-tap@thu.example", ["bien-tap@thu.example"])
    assert isinstance(envelope.content, bytes)
    got, made = read(envelope.content), read(message)
    assert got["Subject"] == f"[Thư thử] {made['Subject']}"
    assert str(got["From"]) == "Tỉnh Đoàn Cao Bằng <bien-tap@thu.example>"
    assert got["To"] == "bien-tap@thu.example"
    assert got["Date"].datetime == NOW
    assert got["Message-ID"] != made["Message-ID"]
    assert got["X-Unsent"] is None
    assert got["List-Unsubscribe"] == "<https://thu.example/bo>"
    for kind in ("plain", "html"):
        assert part(got, kind) == part(made, kind)


def test_a_newsroom_with_an_address_sends_from_it(issue: Issue) -> None:
    imprint = replace(issue.imprint, email="bantin@tinhdoan.example")
    message = make_mail(replace(issue, imprint=imprint), shared_sample().files)
    inbox = Inbox()
    with running(inbox) as port:
        send_test(message, "bien-tap@thu.example", host="127.0.0.1", port=port, now=NOW)
    assert inbox.got[0].mail_from == "bantin@tinhdoan.example"


def test_the_line_is_encrypted_where_the_server_can(
    message: bytes, secure: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    inbox = Inbox()
    server, client = secure
    with running(inbox, tls_context=server, require_starttls=True) as port:
        send_test(message, "a@thu.example", host="localhost", port=port, now=NOW, trust=client)
    assert inbox.encrypted == [True]


def test_a_login_is_tried_on_an_encrypted_line(
    message: bytes, secure: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    def authenticate(*args: Any) -> AuthResult:
        return AuthResult(success=args[4].password == b"dung", handled=False)

    server, client = secure
    inbox = Inbox()
    with running(inbox, tls_context=server, authenticator=authenticate) as port:

        def send(password: str) -> None:
            send_test(
                message, "a@thu.example", host="localhost", port=port, now=NOW,
                user="ai", password=password, trust=client,
            )  # fmt: skip

        send("dung")
        with pytest.raises(MailError) as raised:
            send("sai")
    assert len(inbox.got) == 1
    assert raised.value.message.startswith(
        f"Máy chủ localhost:{port} không nhận tên đăng nhập hoặc mật khẩu: “535 "
    )


def test_a_server_that_speaks_tls_from_the_start(
    message: bytes, secure: tuple[ssl.SSLContext, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    server, client = secure
    inbox = Inbox()
    with running(inbox, ssl_context=server) as port:
        monkeypatch.setattr("plugins.issues.mail.send._TLS_FROM_THE_START", port)  # 465 is the system's
        send_test(message, "a@thu.example", host="localhost", port=port, now=NOW, trust=client)
    assert len(inbox.got) == 1


def failing(message: bytes, to: str = "a@thu.example", **options: Any) -> MailError:
    with pytest.raises(MailError) as raised:
        send_test(message, to, **{"now": NOW, "host": "127.0.0.1", **options})
    return raised.value


def test_a_password_never_goes_over_an_open_line(message: bytes) -> None:
    inbox = Inbox()
    with running(inbox) as port:
        error = failing(message, port=port, user="ai", password="mật khẩu")
    assert error.code == "smtp-open-line"
    assert error.message == "Máy chủ 127.0.0.1 không mã hóa đường truyền, mật khẩu sẽ bị lộ."
    assert inbox.got == []


def test_a_certificate_nobody_vouches_for_is_not_trusted(
    message: bytes, secure: tuple[ssl.SSLContext, ssl.SSLContext]
) -> None:
    inbox = Inbox()
    with running(inbox, tls_context=secure[0]) as port:
        error = failing(message, host="localhost", port=port)
    assert error.code == "smtp-certificate"
    assert inbox.got == []


@pytest.mark.parametrize(
    ("inbox", "code", "said"),
    [
        (Inbox(recipient="550 no such user"), "smtp-recipient",
         "không nhận thư gửi tới a@thu.example: “550 no such user”."),
        (Inbox(answer="554 looks like spam"), "smtp-refused", "không nhận thư: “554 looks like spam”."),
    ],
)  # fmt: skip
def test_what_a_server_refuses_is_told_in_its_words(
    message: bytes, inbox: Inbox, code: str, said: str
) -> None:
    with running(inbox) as port:
        error = failing(message, port=port)
    assert (error.code, error.message) == (code, f"Máy chủ 127.0.0.1:{port} {said}")


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """Something that listens and is no mail server."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                answer(connection)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        thread.join()


def silent(connection: socket.socket) -> None:
    connection.recv(10)


def test_a_server_that_does_not_answer_is_not_waited_for(message: bytes) -> None:
    with listening(silent) as port:
        error = failing(message, port=port, seconds=0.2)
    assert (error.code, error.message) == ("smtp-slow", f"Máy chủ 127.0.0.1:{port} không trả lời.")


def endless(connection: socket.socket) -> None:
    with suppress(OSError):
        while True:
            connection.sendall(b"250-" + b"A" * 2_000 + b"\r\n")


def test_a_server_that_never_stops_talking_is_left(message: bytes) -> None:
    """Its words are not gathered without end, however fast it talks."""
    began = time.monotonic()
    with listening(endless) as port:
        tracemalloc.start()
        error = failing(message, port=port)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert (error.code, error.message) == (
        "smtp-broken",
        f"Máy chủ 127.0.0.1:{port} không làm theo giao thức gửi thư (SMTPServerDisconnected).",
    )
    assert time.monotonic() - began < 3
    assert most < 3_000_000


def dripping(connection: socket.socket) -> None:
    with suppress(OSError):
        for byte in b"220 " + b"a" * 400:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)


def test_the_time_limit_is_one_for_all(message: bytes) -> None:
    """A server that says one byte now and then does not begin it anew each time."""
    began = time.monotonic()
    with listening(dripping) as port:
        error = failing(message, port=port, seconds=0.5)
    assert (error.code, error.message) == ("smtp-slow", f"Máy chủ 127.0.0.1:{port} không trả lời.")
    assert time.monotonic() - began < 2


def test_what_a_server_says_cannot_write_on_the_terminal(message: bytes) -> None:
    with listening(lambda c: c.sendall(b"554 \x1b[31mno\x07 \xc2\x9bmail\r\n")) as port:
        error = failing(message, port=port, seconds=2)
    assert error.message == f"Máy chủ 127.0.0.1:{port} không nhận thư: “554 [31mno mail”."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("localhost", ("localhost", 25)),
        ("thu.example:587", ("thu.example", 587)),
        ("192.0.2.1:465", ("192.0.2.1", 465)),
        ("[::1]:2525", ("::1", 2525)),
        ("[2001:db8::1]", ("2001:db8::1", 25)),
    ],
)
def test_a_server_is_named_with_or_without_a_port(text: str, found: tuple[str, int]) -> None:
    assert server_address(text, 25) == found


@pytest.mark.parametrize(
    "text", ["foo:bar", "foo:", "foo:0", "foo:70000", "::1", "[::1", "smtp://foo", "a b", "a@b", ":25", ""]
)
def test_a_server_s_name_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(MailError) as raised:
        server_address(text)
    assert str(raised.value) == (
        f"“{text}” không phải là tên máy chủ gửi thư."
        " Ghi tên máy và cổng, ví dụ: --smtp localhost:25 hoặc --smtp [::1]:25"
    )


def test_a_server_of_another_kind_is_told(message: bytes) -> None:
    with listening(lambda connection: connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")) as port:
        error = failing(message, port=port, seconds=2)
    assert error.code in ("smtp-broken", "smtp-refused")
    assert error.message.startswith(f"Máy chủ 127.0.0.1:{port} không ")


def test_no_server_at_all_is_told(message: bytes) -> None:
    port = free_port()
    error = failing(message, port=port)
    assert error.message == f"Không kết nối được với máy chủ 127.0.0.1:{port} (ConnectionRefusedError)."
    assert failing(message, host="khong-co.invalid").message == "Không tìm thấy máy chủ “khong-co.invalid”."


@pytest.mark.parametrize(
    "to", ["không phải", "a@b.example\r\nRCPT TO:<c@d.example>", "a@b.example,c@d.example", ""]
)
def test_an_address_that_is_none_is_never_sent_to(message: bytes, to: str) -> None:
    assert failing(message, to, port=1).code == "mail-address"
