#include "attributes.hpp"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "doctest/doctest.h"

using namespace std::string_view_literals;

namespace {

using hxws::Error;
using hxws::UrlPrefix;

constexpr std::string_view kPage = "https://example.org/app/list?q=1#part";
constexpr std::string_view kPlainPage = "http://localhost:8080/app/";

std::string part(std::string_view text, hxws::Span span) { return std::string(text.substr(span.start, span.size())); }

std::string put_together(const hxws::UrlParts& parts, std::string_view base, std::string_view value) {
  if (parts.error != Error::kNone) return parts.error == Error::kBadUrl ? "bad" : "another error";
  constexpr std::string_view kPrefixes[] = {"", "ws://", "wss://"};
  return std::string(kPrefixes[static_cast<int>(parts.prefix)]) + part(base, parts.base) + part(value, parts.value);
}

std::string connect(std::string_view location, std::string_view value) {
  const hxws::UrlParts parts = hxws::connect_url(location, value);
  CHECK_FALSE(parts.from_base);
  return put_together(parts, location, value);
}

std::string open(std::string_view location, std::string_view base, std::string_view value) {
  const hxws::UrlParts parts = hxws::socket_url(location, base, value);
  return put_together(parts, parts.from_base ? base : location, value);
}

std::string open(std::string_view location, std::string_view value) { return open(location, location, value); }

std::string legacy(std::string_view value) {
  const hxws::LegacyValue found = hxws::legacy_value(value);
  if (!found.connect) CHECK(found.url.size() == 0);
  return (found.connect ? "connect " + part(value, found.url) : std::string("-")) + (found.send ? " + send" : "");
}

std::string swap(std::string_view value) {
  const hxws::SwapOob found = hxws::swap_oob(value);
  if (found.by_id) return found.style.size() + found.selector.size() == 0 ? "by id" : "by id with more";
  return part(value, found.style) + " | " + part(value, found.selector);
}

}  // namespace

TEST_CASE("connect_url: only a leading slash on a web page is made absolute") {
  CHECK(connect(kPage, "/chat") == "wss://example.org/chat");
  CHECK(connect(kPlainPage, "/chat?room=1") == "ws://localhost:8080/chat?room=1");
  CHECK(connect(kPage, "/") == "wss://example.org/");
  // as it always was, however odd
  CHECK(connect(kPage, "//other/chat") == "wss://example.org//other/chat");
  CHECK(connect(kPage, "/a#b") == "wss://example.org/a#b");
  CHECK(connect(kPage, "/a ") == "wss://example.org/a ");
  CHECK(connect(kPage, "/caf\xC3\xA9") == "wss://example.org/caf\xC3\xA9");
}

TEST_CASE("connect_url: everything else is given on as it stands") {
  for (const std::string_view value : {""sv, "chat"sv, "../chat"sv, "?q"sv, " /chat"sv, "ws://a/b"sv, "wss://a/b"sv,
                                       "ws:/x"sv, "http://a/b"sv, "\\chat"sv, "#x"sv, "mock"sv, "\xFF"sv}) {
    CAPTURE(value);
    CHECK(connect(kPage, value) == value);
  }
  for (const std::string_view location :
       {"file:///home/a/page.html"sv, "about:blank"sv, "chrome-extension://abc/page.html"sv, "tauri://localhost/"sv,
        "ws://a/"sv, ""sv, "https"sv, "httpx://a/"sv}) {
    CAPTURE(location);
    CHECK(connect(location, "/chat") == "/chat");
  }
}

TEST_CASE("connect_url: the page's host with its port and without its credentials") {
  CHECK(connect("https://user:secret@example.org:8443/a/b", "/c") == "wss://example.org:8443/c");
  CHECK(connect("http://user@example.org/", "/c") == "ws://example.org/c");
  CHECK(connect("http://[::1]:3000/x", "/c") == "ws://[::1]:3000/c");
  CHECK(connect("http://example.org/@user/page", "/c") == "ws://example.org/c");
  CHECK(connect("http://example.org/a?mail=x@y/z", "/c") == "ws://example.org/c");
  CHECK(connect("http://example.org/#a@b/c", "/c") == "ws://example.org/c");
  CHECK(connect("HTTPS://EXAMPLE.org/", "/c") == "wss://EXAMPLE.org/c");
  CHECK(connect("http://xn--bcher-kva.example/", "/c") == "ws://xn--bcher-kva.example/c");
}

TEST_CASE("connect_url: a web page without a host is refused") {
  CHECK(connect("http:", "/c") == "bad");
  CHECK(connect("https:/a", "/c") == "bad");
}

TEST_CASE("socket_url: a path on the page's host") {
  CHECK(open(kPage, "/chat") == "wss://example.org/chat");
  CHECK(open(kPlainPage, "/") == "ws://localhost:8080/");
  CHECK(open("https://me:pw@example.org:444/x", "/chat") == "wss://example.org:444/chat");
  CHECK(open(kPage, "\\chat") == "wss://example.org\\chat");
  CHECK(open(kPage, "https://elsewhere.net/base/", "/chat") == "wss://example.org/chat");
  CHECK(open("http://example.org", "/chat") == "ws://example.org/chat");
  CHECK(open("http://example.org?a/b", "/chat") == "ws://example.org/chat");
}

TEST_CASE("socket_url: another host with the page's scheme") {
  CHECK(open(kPage, "//other:81/chat") == "wss://other:81/chat");
  CHECK(open(kPlainPage, "//other") == "ws://other");
  CHECK(open(kPage, "\\\\other/chat") == "wss://other/chat");
  CHECK(open(kPage, "/\\other/chat") == "wss://other/chat");
  CHECK(open("file:///a.html", "//other/chat") == "bad");
  CHECK(open("file:///a.html", "https://example.org/", "//other/chat") == "wss://other/chat");
}

TEST_CASE("socket_url: ws and wss URLs stay as they are") {
  for (const std::string_view value :
       {"ws://other/chat"sv, "wss://other:9/chat?q=1"sv, "WS://Other/"sv, "wSs://o"sv, "ws:host:8080/x"sv, "wss:host"sv,
        "ws:"sv, "ws:///three"sv, "ws:\\\\other"sv, "ws://\xC3\xA9.example/\xF0\x9F\x98\x80"sv, "ws://[::1]:80/"sv,
        "ws://user:pw@other/"sv}) {
    CAPTURE(value);
    CHECK(open(kPage, value) == value);
    CHECK(open("file:///a.html", value) == value);
  }
}

TEST_CASE("socket_url: the prefix form is a path on the page's host") {
  CHECK(open(kPage, "ws:/chat") == "ws://example.org/chat");
  CHECK(open(kPlainPage, "wss:/chat?a#b") == "wss://localhost:8080/chat?a");
  CHECK(open(kPlainPage, "WSS:/chat") == "wss://localhost:8080/chat");
  CHECK(open(kPage, "ws:\\chat") == "ws://example.org\\chat");
  CHECK(open(kPage, "ws:/") == "ws://example.org/");
  CHECK(open(kPage, " wss:/chat ") == "wss://example.org/chat");
  CHECK(open("file:///a.html", "ws:/chat") == "bad");
  CHECK(open("about:srcdoc", "wss:/chat") == "bad");
}

TEST_CASE("socket_url: http and https URLs") {
  CHECK(open(kPage, "http://other/chat") == "ws://other/chat");
  CHECK(open(kPlainPage, "https://other:1/chat") == "wss://other:1/chat");
  CHECK(open(kPage, "HTTPS:\\\\other/chat") == "wss://other/chat");
  CHECK(open(kPage, "http:///three") == "ws:///three");
  CHECK(open("file:///a.html", "http://other/") == "ws://other/");
  for (const std::string_view value : {"http:"sv, "https:/one"sv, "http:\\one"sv, "https:none"sv}) {
    CAPTURE(value);
    CHECK(open(kPage, value) == "bad");
  }
}

TEST_CASE("socket_url: other schemes are refused") {
  for (const std::string_view value : {"ftp://a/b"sv, "javascript:alert(1)"sv, "data:,x"sv, "localhost:8080/chat"sv,
                                       "wsx://a"sv, "w+s-1.0:x"sv, "blob:https://a/b"sv, "file:///x"sv, "a:"sv}) {
    CAPTURE(value);
    CHECK(open(kPage, value) == "bad");
  }
}

TEST_CASE("socket_url: what only looks like a scheme is a relative path") {
  CHECK(open(kPage, "1ws://a") == "wss://example.org/app/1ws://a");
  CHECK(open(kPage, "a/b:c") == "wss://example.org/app/a/b:c");
  CHECK(open(kPage, "a?t=1:2") == "wss://example.org/app/a?t=1:2");
  CHECK(open(kPage, "a_b:c") == "wss://example.org/app/a_b:c");
  CHECK(open(kPage, "\xC3\xA9:c") == "wss://example.org/app/\xC3\xA9:c");
  CHECK(open(kPage, ":c") == "wss://example.org/app/:c");
  CHECK(open(kPage, "chat") == "wss://example.org/app/chat");
}

TEST_CASE("socket_url: relative URLs against the base") {
  CHECK(open(kPage, "../chat") == "wss://example.org/app/../chat");
  CHECK(open(kPage, "./chat?a=b") == "wss://example.org/app/./chat?a=b");
  CHECK(open(kPage, ".") == "wss://example.org/app/.");
  CHECK(open(kPage, "?room=2") == "wss://example.org/app/list?room=2");
  CHECK(open(kPlainPage, "?") == "ws://localhost:8080/app/?");
  CHECK(open(kPlainPage, "chat\\a") == "ws://localhost:8080/app/chat\\a");
  CHECK(open(kPage, "https://elsewhere.net:7/base/x?y=/z", "chat") == "wss://elsewhere.net:7/base/chat");
  CHECK(open(kPage, "http://elsewhere.net/", "chat") == "ws://elsewhere.net/chat");
  CHECK(open("file:///home/a.html", "http://elsewhere.net/a/", "chat") == "ws://elsewhere.net/a/chat");
  CHECK(open(kPage, "wss://elsewhere.net/a/b", "chat") == "wss://elsewhere.net/a/chat");
  CHECK(open(kPage, "ws://elsewhere.net/a/b", "?q") == "ws://elsewhere.net/a/b?q");
  // as the URL standard has it, a relative URL keeps the credentials of its base
  CHECK(open("https://me:pw@example.org/a/b", "chat") == "wss://me:pw@example.org/a/chat");
}

TEST_CASE("socket_url: nothing at all is the base itself") {
  CHECK(open(kPlainPage, "") == "ws://localhost:8080/app/");
  CHECK(open(kPlainPage, "#part") == "ws://localhost:8080/app/");
  CHECK(open(kPlainPage, " \t\n") == "ws://localhost:8080/app/");
}

TEST_CASE("socket_url: no base with a host and a path, no relative URL") {
  for (const std::string_view base : {"file:///home/a.html"sv, "about:blank"sv, "data:text/html,x"sv, ""sv,
                                      "http://example.org"sv, "http://example.org?q"sv, "chrome-extension://a/b"sv}) {
    CAPTURE(base);
    for (const std::string_view value : {"chat"sv, "?q"sv, ""sv, "../x"sv}) CHECK(open(kPage, base, value) == "bad");
  }
  CHECK(open("file:///home/a.html", "/chat") == "bad");
}

TEST_CASE("socket_url: white space around the value and a fragment are dropped") {
  CHECK(open(kPage, " \t\r\n\f/chat\x01\x1F ") == "wss://example.org/chat");
  CHECK(open(kPage, "ws://a/b#c#d") == "ws://a/b");
  CHECK(open(kPage, "ws://a/b #c") == "ws://a/b");
  CHECK(open(kPage, "#/a") == "wss://example.org/app/list");
  CHECK(open(kPage, "/a b") == "wss://example.org/a b");
  CHECK(open(kPage, "\0/chat\0"sv) == "wss://example.org/chat");
  // no-break space is no white space of a URL
  CHECK(open(kPage, "/chat\xC2\xA0") == "wss://example.org/chat\xC2\xA0");
}

TEST_CASE("socket_url: which text the base part is of") {
  const hxws::UrlParts path = hxws::socket_url(kPage, "http://elsewhere.net/", "/chat");
  CHECK_FALSE(path.from_base);
  const hxws::UrlParts relative = hxws::socket_url(kPage, "http://elsewhere.net/", "chat");
  CHECK(relative.from_base);
  CHECK(relative.prefix == UrlPrefix::kInsecure);
  const hxws::UrlParts bad = hxws::socket_url(kPage, "http://elsewhere.net/", "ftp:x");
  CHECK(bad.error == Error::kBadUrl);
  CHECK(bad.base.size() + bad.value.size() == 0);
}

TEST_CASE("socket_url: every cut of a page and of a value is answered within their bounds") {
  const std::string page = "https://me:pw@example.org:81/a/b?c@d/e#f";
  const std::string values[] = {"wss://a:1/b?c#d", "https:\\\\a", "//a/b", "../a?b", " ws:/a "};
  for (const std::string& value : values) {
    for (std::size_t page_size = 0; page_size <= page.size(); ++page_size) {
      for (std::size_t value_size = 0; value_size <= value.size(); ++value_size) {
        // vectors of just that size, for the sanitizer
        const std::vector<char> cut_page(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(page_size));
        const std::vector<char> cut_value(value.begin(), value.begin() + static_cast<std::ptrdiff_t>(value_size));
        const std::string_view location(cut_page.data(), page_size);
        const std::string_view text(cut_value.data(), value_size);
        for (const hxws::UrlParts& parts :
             {hxws::connect_url(location, text), hxws::socket_url(location, location, text)}) {
          REQUIRE(parts.base.start <= parts.base.end);
          REQUIRE(parts.base.end <= page_size);
          REQUIRE(parts.value.start <= parts.value.end);
          REQUIRE(parts.value.end <= value_size);
        }
      }
    }
  }
}

TEST_CASE("hx-ws: one value") {
  CHECK(legacy("connect:/chat") == "connect /chat");
  CHECK(legacy("connect:wss://a/b?c=d") == "connect wss://a/b?c=d");
  CHECK(legacy("connect:ws:/chat") == "connect ws:/chat");
  CHECK(legacy("connect:wss:/chat") == "connect wss:/chat");
  CHECK(legacy("send") == "- + send");
  CHECK(legacy("  send\n") == "- + send");
}

TEST_CASE("hx-ws: connect and send on one element") {
  for (const std::string_view value :
       {"connect:/a send"sv, "connect:/a,send"sv, "connect:/a, send"sv, "connect:/a ,send"sv, "connect:/a , send"sv,
        "send connect:/a"sv, "send,connect:/a"sv, "send, connect:/a"sv, "send ,connect:/a"sv,
        "\tsend\f\rconnect:/a\n"sv, ",send,connect:/a,"sv, "connect:/a,send,"sv, "connect:/a,,send"sv,
        "connect:/a send send"sv, "connect:/a, send,"sv}) {
    CAPTURE(value);
    CHECK(legacy(value) == "connect /a + send");
  }
}

TEST_CASE("hx-ws: a comma inside a URL belongs to the URL") {
  CHECK(legacy("connect:/a?x=1,2") == "connect /a?x=1,2");
  CHECK(legacy("connect:/a?x=1,2,send") == "connect /a?x=1,2 + send");
  CHECK(legacy("connect:/a?x=1,sender") == "connect /a?x=1,sender");
  CHECK(legacy("connect:/a,sen") == "connect /a,sen");
  CHECK(legacy("connect:/a,connected") == "connect /a,connected");
  CHECK(legacy("connect:/a,b ,send") == "connect /a,b + send");
  CHECK(legacy("connect:/a,") == "connect /a");
  CHECK(legacy("connect:/a, ") == "connect /a");
}

TEST_CASE("hx-ws: the first URL counts") {
  CHECK(legacy("connect:/a connect:/b") == "connect /a");
  CHECK(legacy("connect:/a,connect:/b") == "connect /a");
  CHECK(legacy("connect: connect:/b") == "connect /b");
}

TEST_CASE("hx-ws: what says nothing") {
  for (const std::string_view value : {""sv, " "sv, ","sv, ",,"sv, "connect"sv, "connect:"sv, "connect:,"sv,
                                       "connect: /a"sv, "Send"sv, "sends"sv, "resend"sv, "CONNECT:/a"sv, "swap:/a"sv}) {
    CAPTURE(value);
    CHECK(legacy(value) == "-");
  }
  CHECK(legacy("other,send") == "- + send");
  CHECK(legacy("other send") == "- + send");
  CHECK(legacy("connect:\xC3\xA9,send") == "connect \xC3\xA9 + send");
}

TEST_CASE("hx-ws: an empty URL is none, whatever follows it") {
  CHECK(legacy("connect:, send") == "- + send");
  CHECK(legacy("connect:, connect:/b") == "connect /b");
}

TEST_CASE("hx-swap-oob: by id") {
  CHECK(swap("true") == "by id");
  CHECK(swap("") == "by id");
}

TEST_CASE("hx-swap-oob: a style, alone or with a selector") {
  CHECK(swap("outerHTML") == "outerHTML | ");
  CHECK(swap("TRUE") == "TRUE | ");
  CHECK(swap("false") == "false | ");
  CHECK(swap("beforeend:#list") == "beforeend | #list");
  CHECK(swap("innerHTML:#a:not(.b)") == "innerHTML | #a:not(.b)");
  CHECK(swap("true:#a") == "true | #a");
  CHECK(swap("beforeend:") == "beforeend | ");
  CHECK(swap("beforeend: #a ") == "beforeend |  #a ");
  CHECK(swap("\xC3\xA9:#\xC3\xA9") == "\xC3\xA9 | #\xC3\xA9");
  CHECK(swap(":#a") == ":#a | ");
  CHECK(swap(":") == ": | ");
}

TEST_CASE("hx-swap-oob: the name of an extension's style may have a colon") {
  for (const std::string_view style : {"innerHTML"sv, "outerHTML"sv, "textContent"sv, "beforebegin"sv, "afterbegin"sv,
                                       "beforeend"sv, "afterend"sv, "delete"sv, "none"sv, "{}"sv, "{a:#b}"sv, "{"sv}) {
    const std::string value = "morph:" + std::string(style);
    CAPTURE(value);
    CHECK(swap(value) == value + " | ");
  }
  CHECK(swap("morph:#list") == "morph | #list");
  CHECK(swap("morph:outerhtml") == "morph | outerhtml");
  CHECK(swap("morph:outerHTML ") == "morph | outerHTML ");
  CHECK(swap("morph:.outerHTML") == "morph | .outerHTML");
  CHECK(swap("morph: {}") == "morph |  {}");
}

TEST_CASE("hx-swap-oob: which styles with a colon are not for htmx") {
  for (const std::string_view value : {"morph:outerHTML"sv, "morph:{}"sv, "morph:{a:"sv, "a:none"sv}) {
    CAPTURE(value);
    CHECK(hxws::is_style_with_colon(value));
  }
  for (const std::string_view value :
       {""sv, "true"sv, "innerHTML"sv, "morph:#list"sv, "morph:"sv, ":"sv, ":a"sv, ":a:b"sv, ":none"sv, "::"sv}) {
    CAPTURE(value);
    CHECK_FALSE(hxws::is_style_with_colon(value));
  }
}
