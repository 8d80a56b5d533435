#include "document/selectors/query.hpp"

#include <doctest/doctest.h>

#include <string>

#include "document/selectors/selector.hpp"
#include "page.hpp"

namespace {

using hxws::SelectorFault;

const char* const kPage =
    "<html><body id='body'>"
    "<div id='list' class='list big'>"
    "<p id='p1' class='a'>one</p><p id='p2' class='a b' title='Two words'>two</p><span id='s1'/>"
    "<p id='p3' class='b&#9;c' data-x=\"it's\">three</p>"
    "</div>"
    "<svg id='svg'><foreignObject id='fo' viewBox='0'><div id='inner' viewbox='1'/></foreignObject><circle "
    "id='c'/></svg>"
    "<form id='form'><input id='check' type='CheckBox' checked='' required=''/>"
    "<select id='select'><option id='o1'>1</option><option id='o2'>2</option></select>"
    "<fieldset id='set' disabled=''><legend><button id='free'/></legend><button id='stuck'/></fieldset></form>"
    "<template id='t'><![CDATA[<p id='no'></p>]]></template><i id='empty'><!-- c --></i>"
    "</body></html>";

std::string all(const TestPage& page, const char* selector) {
  SelectorFault fault;
  const std::string found = ids(hxws::select_all(page.document, selector, fault));
  if (fault.reason != nullptr) return std::to_string(fault.offset) + ": " + fault.reason;
  return found;
}

#define CHECK_ALL(selector, expected) CHECK(all(page, selector) == (expected))

}  // namespace

TEST_CASE("simple selectors") {
  const TestPage page(kPage);
  CHECK_ALL("p", "p1 p2 p3");
  CHECK_ALL("P", "p1 p2 p3");
  CHECK_ALL("#p2", "p2");
  CHECK_ALL("#P2", "");
  CHECK_ALL(".b", "p2 p3");
  CHECK_ALL(".c", "p3");
  CHECK_ALL(".B", "");
  CHECK_ALL("body > *", "list svg form t empty");
  CHECK_ALL("p.a.b#p2", "p2");
  CHECK_ALL("*|p", "p1 p2 p3");
  CHECK_ALL("|p", "");
  CHECK_ALL("#\\70 2", "p2");
  CHECK_ALL("p./**/a/**/.b", "p2");
  CHECK_ALL("*/**/|/**/p:/**/empty, body > i:/**/not(p)", "empty");
  CHECK_ALL("#/**/p2", "1: expected a name after #");
  CHECK_ALL("#p2, #p1, .b", "p1 p2 p3");
}

TEST_CASE("in quirks mode ids and classes are compared without case") {
  TestPage page(kPage);
  page.document.child("html").append_attribute(hxws::kQuirksState).set_value("1");
  CHECK_ALL("#P2", "p2");
  CHECK_ALL(".B", "p2 p3");
  CHECK_ALL("p:not(.A)", "p3");
  CHECK_ALL("[id=P2]", "");
  CHECK_ALL("[class=A]", "");
}

TEST_CASE("names are compared without case") {
  const TestPage page(kPage);
  CHECK_ALL("foreignObject", "fo");
  CHECK_ALL("foreignobject", "fo");
  CHECK_ALL("FOREIGNOBJECT", "fo");
  CHECK_ALL("CIRCLE", "c");
  CHECK_ALL("DIV", "list inner");
  CHECK_ALL("[viewBox]", "fo inner");
  CHECK_ALL("[viewbox]", "fo inner");
  CHECK_ALL("[VIEWBOX='0']", "fo");
}

TEST_CASE("attribute selectors") {
  const TestPage page(kPage);
  CHECK_ALL("[title]", "p2");
  CHECK_ALL("[TITLE='Two words']", "p2");
  CHECK_ALL("[title='two words']", "");
  CHECK_ALL("[title='two words' i]", "p2");
  CHECK_ALL("[title~=words]", "p2");
  CHECK_ALL("[title~='Two words']", "");
  CHECK_ALL("[title^=Two]", "p2");
  CHECK_ALL("[title$=words]", "p2");
  CHECK_ALL("[title*='o w']", "p2");
  CHECK_ALL("[title*='']", "");
  CHECK_ALL("[title$='a much longer text than this']", "");
  CHECK_ALL("[id|=p1]", "p1");
  CHECK_ALL("[data-x=\"it's\"]", "p3");
  CHECK_ALL("[data-x='it\\27s']", "p3");
  CHECK_ALL("[data-x='it\\'s\"']", "");
  CHECK_ALL("[type=checkbox]", "check");
  CHECK_ALL("[type=checkbox s]", "");
  CHECK_ALL("[\\ checked]", "");
}

TEST_CASE("combinators") {
  const TestPage page(kPage);
  CHECK_ALL("div p", "p1 p2 p3");
  CHECK_ALL("body p", "p1 p2 p3");
  CHECK_ALL("body>p", "");
  CHECK_ALL("p + p", "p2");
  CHECK_ALL("p~p", "p2 p3");
  CHECK_ALL("p + span ~ p", "p3");
  CHECK_ALL("html body > div > p:first-child", "p1");
  CHECK_ALL("html svg div", "inner");
  SelectorFault fault;
  CHECK(ids(hxws::select_all(page.id("list"), "body p", fault)) == "p1 p2 p3");
  CHECK(ids(hxws::select_all(page.id("list"), "div", fault)) == "");
}

TEST_CASE("structural pseudo-classes") {
  const TestPage page(kPage);
  CHECK_ALL(":root", "html");
  CHECK_ALL("div > :first-child", "p1");
  CHECK_ALL("div > :last-child", "p3");
  CHECK_ALL("svg :only-child", "inner");
  CHECK_ALL("p:nth-child(2)", "p2");
  CHECK_ALL("#list > :nth-child(2n+1)", "p1 s1");
  CHECK_ALL("#list > :nth-child(even)", "p2 p3");
  CHECK_ALL("#list > :nth-child(-n+2)", "p1 p2");
  CHECK_ALL("#list > :nth-child(n + 3)", "s1 p3");
  CHECK_ALL("#list > :nth-last-child(1)", "p3");
  CHECK_ALL("#list > p:nth-of-type(3)", "p3");
  CHECK_ALL("#list > :nth-of-type(1)", "p1 s1");
  CHECK_ALL("#list > :nth-last-of-type(1)", "s1 p3");
  CHECK_ALL("#list > :only-of-type", "s1");
  CHECK_ALL("#list > p:last-of-type", "p3");
  CHECK_ALL("#list > :nth-child(2 of .b)", "p3");
  CHECK_ALL("body > :empty", "t empty");
}

TEST_CASE("pseudo-classes with selectors") {
  const TestPage page(kPage);
  CHECK_ALL("p:not(.a)", "p3");
  CHECK_ALL("p:not(.a, .c)", "");
  CHECK_ALL("p:not(span ~ p)", "p1 p2");
  CHECK_ALL("p:not(:not(.b))", "p2 p3");
  CHECK_ALL(":is(#p1, #s1, :nonsense)", "p1 s1");
  CHECK_ALL("p:where()", "");
  CHECK_ALL("div:has(> span + p)", "list");
  CHECK_ALL("p:has(~ span)", "p1 p2");
}

TEST_CASE("pseudo-classes of controls") {
  const TestPage page(kPage);
  CHECK_ALL(":checked", "check o1");
  CHECK_ALL("button:disabled", "stuck");
  CHECK_ALL("button:enabled", "free");
  CHECK_ALL(":required", "check");
  CHECK_ALL(":optional", "select free stuck");
  CHECK(std::string(page.id("check").last_attribute().name()) == "required");
}

TEST_CASE("a fault says where it is and why") {
  const TestPage page(kPage);
  CHECK_ALL("", "0: expected a selector before the end");
  CHECK_ALL("a,", "2: expected a selector before the end");
  CHECK_ALL("a, , b", "3: expected a selector before ,");
  CHECK_ALL("a >", "3: expected a selector before the end");
  CHECK_ALL("> a", "0: expected a selector before the combinator");
  CHECK_ALL("a.", "2: expected a name after .");
  CHECK_ALL("a#1", "2: expected a name after #");
  CHECK_ALL("[", "1: expected an attribute's name");
  CHECK_ALL("[a", "2: expected ], or an operator such as =");
  CHECK_ALL("[a=", "3: expected a name, or a text in quotes");
  CHECK_ALL("[a=b", "4: expected ]");
  CHECK_ALL("[a='b]", "3: the quote is not closed");
  CHECK_ALL("a:hover", "1: `:hover` needs a browser");
  CHECK_ALL(":is(a:hover)", "5: `:hover` needs a browser");
  CHECK_ALL("a::before", "1: a pseudo-element is no element of the page");
  CHECK_ALL("a:foo", "1: there is no such pseudo-class");
  CHECK_ALL(":not(a", "6: expected )");
  CHECK_ALL(":not()", "5: expected a selector before )");
  CHECK_ALL("a)", "1: unexpected character");
  CHECK_ALL("x|a", "0: no namespace has this prefix");
  CHECK_ALL(":nth-child(x)", "11: expected a number, an+b, odd or even");
}

TEST_CASE("selectors have limits") {
  const TestPage page(kPage);
  std::string deep;
  for (int level = 0; level < 32; ++level) deep += ":not(";
  std::string closing(32, ')');
  CHECK_ALL((deep + "p" + closing).c_str(), all(page, "p"));
  CHECK_ALL((":not(" + deep + "p" + closing + ")").c_str(), "160: a selector has at most 32 nested parentheses");
  std::string chain = "*";
  for (int part = 0; part < 127; ++part) chain += ">*";
  CHECK_ALL(chain.c_str(), "");
  CHECK_ALL((chain + ">*>*").c_str(), "256: a selector has at most 256 parts");
  CHECK_ALL(std::string(65'537, 'a').c_str(), "65536: a selector has at most 64 KiB");
}

TEST_CASE("matches and closest") {
  const TestPage page(kPage);
  SelectorFault fault;
  CHECK(hxws::matches(page.id("p2"), "div > .b", fault));
  CHECK(!hxws::matches(page.id("p1"), "div > .b", fault));
  CHECK(hxws::matches(page.id("p1"), ":scope", fault));
  CHECK(hxws::closest(page.id("p1"), "div", fault) == page.id("list"));
  CHECK(hxws::closest(page.id("p1"), "p", fault) == page.id("p1"));
  CHECK(hxws::closest(page.id("p1"), "body > *", fault) == page.id("list"));
  CHECK(!hxws::closest(page.id("p1"), "span", fault));
  CHECK(hxws::select_first(page.document, "p.b", fault) == page.id("p2"));
  CHECK(fault.reason == nullptr);
}
