#include "document/swaps/swap.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "document/forms/checkedness.hpp"
#include "document/forms/controls.hpp"
#include "parsed.hpp"

namespace {

using hxws::Trouble;

const char* const kList = "<ul id=\"l\"><li>1</li></ul>";

std::vector<Trouble> troubles_of(const Page& page) {
  std::vector<Trouble> kinds;
  for (const hxws::SwapTrouble& trouble : page.swapped.troubles) kinds.push_back(trouble.kind);
  return kinds;
}

// What a message makes of a body.
std::string swapped(const std::string& body, std::string_view message) { return Page(body).after(message); }

}  // namespace

TEST_CASE("every style has its place") {
  CHECK(swapped(kList, "<ol id=l>2</ol>") == "<ol id=\"l\">2</ol>");
  CHECK(swapped(kList, "<ol id=l hx-swap-oob=true>2</ol>") == "<ol id=\"l\">2</ol>");
  CHECK(swapped(kList, "<ol id=l hx-swap-oob=outerHTML>2</ol>") == "<ol id=\"l\">2</ol>");
  CHECK(swapped(kList, "<i id=l hx-swap-oob=innerHTML>2<b>3</b></i>") == "<ul id=\"l\">2<b>3</b></ul>");
  CHECK(swapped(kList, "<i id=l hx-swap-oob=beforebegin>2</i>") == "2<ul id=\"l\"><li>1</li></ul>");
  CHECK(swapped(kList, "<i id=l hx-swap-oob=afterbegin>2</i>") == "<ul id=\"l\">2<li>1</li></ul>");
  CHECK(swapped(kList, "<i id=l hx-swap-oob=beforeend>2</i>") == "<ul id=\"l\"><li>1</li>2</ul>");
  CHECK(swapped(kList, "<i id=l hx-swap-oob=afterend>2</i>") == "<ul id=\"l\"><li>1</li></ul>2");
  CHECK(swapped(kList, "<i id=l hx-swap-oob=delete>2</i>").empty());
  CHECK(swapped(kList, "<i id=l hx-swap-oob=none>2</i>") == kList);
  CHECK(swapped(kList, "<i id=l hx-swap-oob=textContent>2</i>") == "<ul id=\"l\">2</ul>");
  CHECK(swapped(kList, "<i id=l data-hx-swap-oob=innerHTML>2</i>") == "<ul id=\"l\">2</ul>");
}

TEST_CASE("a selector may name several targets") {
  const std::string body = "<p class=\"a\"></p><div><p class=\"a\"></p></div>";
  CHECK(swapped(body, "<i hx-swap-oob='innerHTML:.a'>x</i>") == "<p class=\"a\">x</p><div><p class=\"a\">x</p></div>");
  CHECK(swapped(body, "<i id=x hx-swap-oob='outerHTML:.a'>y</i>") == "<i id=\"x\">y</i><div><i id=\"x\">y</i></div>");
  CHECK(swapped("<p id=a></p><p id=a></p>", "<i id=a>x</i>") == "<i id=\"a\">x</i><i id=\"a\">x</i>");
  // the outer one takes the inner one with it
  CHECK(swapped("<p class=a><b class=a></b></p>", "<i hx-swap-oob='outerHTML:.a'>x</i>") == "<i>x</i>");
}

TEST_CASE("a target may be gone with another, and its memory with it") {
  std::string body;
  for (int depth = 0; depth < 100; ++depth) body += "<div id=\"a\" title=\"some memory for each of them\">";
  CHECK(swapped(body, "<p id=a>x</p>") == "<p id=\"a\">x</p>");
}

TEST_CASE("htmx's own words name targets") {
  CHECK(swapped("<p>", "<i hx-swap-oob='innerHTML:body'>x</i>") == "x");
  CHECK(swapped("<p>", "<i id=b hx-swap-oob='outerHTML:body'>x</i>") == "<i id=\"b\">x</i>");
  CHECK(swapped("<b></b><b></b>", "<i hx-swap-oob='innerHTML:find b'>x</i>") == "<b>x</b><b></b>");
  CHECK(swapped("<b></b><u></u>", "<i hx-swap-oob='innerHTML:b, <u/>'>x</i>") == "<b>x</b><u>x</u>");
  for (const char* word : {"closest b", "next b", "previous b", "host"}) {
    Page page("<b></b>");
    CHECK(page.after("<i hx-swap-oob='innerHTML:" + std::string(word) + "'>x</i>") == "<b></b>");
    CHECK(troubles_of(page) == std::vector{Trouble::kNoTarget});
  }
  for (const char* word : {"window", "document", "next", "previousElementSibling"}) {
    Page page("<b></b>");
    CHECK(page.after("<i hx-swap-oob='innerHTML:" + std::string(word) + "'>x</i>") == "<b></b>");
    CHECK(troubles_of(page) == std::vector{Trouble::kRefused});
  }
  CHECK(swapped("<b></b>", "<i hx-swap-oob='delete:window'>x</i>") == "<b></b>");
}

TEST_CASE("html has nothing beside it, and body keeps its place") {
  Page page("<p></p>");
  CHECK(page.after("<i hx-swap-oob='delete:html'></i><i hx-swap-oob='outerHTML:html'></i>") == "<p></p>");
  CHECK(page.swapped.count == 2);
  CHECK(page.after("<i hx-swap-oob='afterend:html'>x</i>") == "<p></p>");
  CHECK(troubles_of(page) == std::vector{Trouble::kRefused});
}

TEST_CASE("ids need not be simple") {
  for (const char* id : {"a.b", "1", "a:b", "-", "--x", "ä", "a b", "a'b", "null"}) {
    CAPTURE(id);
    const std::string value = std::string("\"") + id + "\"";
    CHECK(swapped("<p id=" + value + "></p>", "<b id=" + value + ">x</b>") == "<b id=" + value + ">x</b>");
  }
  // of an element without an id, htmx looks for "null"
  CHECK(swapped("<p id=null></p>", "<b>x</b>") == "<b>x</b>");
}

TEST_CASE("in quirks mode ids are found without case") {
  CHECK(swapped("<p id=\"A\"></p>", "<b id=a>x</b>") == "<p id=\"A\"></p>");
  Page page("");
  page.document.parse("<p id=A></p><i id=Ä></i>");
  CHECK(page.after("<b id=a>x</b><b id=ä>y</b>") == "<b id=\"a\">x</b><i id=\"Ä\"></i>");
  CHECK(page.after("<b hx-swap-oob='innerHTML:#A'>z</b>") == "<b id=\"a\">z</b><i id=\"Ä\"></i>");
}

TEST_CASE("what can't be swapped is told, and keeps nothing else from it") {
  Page page("<p id=\"a\"></p>");
  const std::string message =
      "<b id=z></b><b id=''></b><b hx-swap-oob='innerHTML:p['></b><b id=a hx-swap-oob='morph:outerHTML'></b><b "
      "id=a>x</b>";
  CHECK(page.after(message) == "<b id=\"a\">x</b>");
  CHECK(page.swapped.count == 1);
  CHECK(troubles_of(page) ==
        std::vector{Trouble::kNoTarget, Trouble::kBadSelector, Trouble::kBadSelector, Trouble::kExtensionStyle});
  const hxws::Span source = page.swapped.troubles[0].source;
  CHECK(message.substr(source.start, source.size()) == "<b id=z></b>");
}

TEST_CASE("parts of tables need no table around them") {
  const std::string table = "<table><tbody id=\"t\"><tr id=\"r\"><td>1</td></tr></tbody></table>";
  CHECK(swapped(table, "<tr id=r><td>2</td></tr>") ==
        "<table><tbody id=\"t\"><tr id=\"r\"><td>2</td></tr></tbody></table>");
  CHECK(swapped(table, "<tbody id=t hx-swap-oob=beforeend><tr><td>2</td></tr></tbody>") ==
        "<table><tbody id=\"t\"><tr id=\"r\"><td>1</td></tr><tr><td>2</td></tr></tbody></table>");
  // beside others each is parsed by itself
  CHECK(swapped(table + "<p id=p></p>", "<tr id=r><td>2</td></tr><p id=p>3</p>") ==
        "<table><tbody id=\"t\"><tr id=\"r\"><td>2</td></tr></tbody></table><p id=\"p\">3</p>");
}

TEST_CASE("a template that names no target is only around others") {
  CHECK(swapped("<table><tbody id=t></tbody></table>",
                "<template><tr hx-swap-oob='beforeend:#t'><td>1</td></tr></template>") ==
        "<table><tbody id=\"t\"><td>1</td></tbody></table>");
  CHECK(swapped("<p id=t></p>", "<template id=t><b></b></template>") == "<template id=\"t\"><b></b></template>");
}

TEST_CASE("messages that are no proper fragments are parsed as htmx does") {
  const std::string body = "<p id=\"a\"></p>";
  CHECK(swapped(body, "<html><head><title>t</title></head><body><b id=a>x</b>") == "<b id=\"a\">x</b>");
  CHECK(swapped(body, "<body><b id=a>x</b></body>") == "<b id=\"a\">x</b>");
  CHECK(swapped(body, "<head><b id=a>no</b></head><b id=a><p>x<div>y</div></b>") ==
        "<b id=\"a\"><p>x</p><div>y</div></b>");
  CHECK(swapped(body, "<b id=a>x<table><p>y</table></b>") == "<b id=\"a\">x<p>y</p><table></table></b>");
  CHECK(swapped(body, "<title>t</title><b id=a><script>1</script></b>") == "<b id=\"a\"><script>1</script></b>");
}

TEST_CASE("scripts are put in, without being asynchronous") {
  CHECK(swapped("<p id=a></p>", "<b id=a><script async src=x></script><script async type=text/x></script></b>") ==
        "<b id=\"a\"><script src=\"x\"></script><script async=\"\" type=\"text/x\"></script></b>");
}

TEST_CASE("classes are as after settling") {
  CHECK(swapped("<p id=a class=old></p>", "<b id=a>x</b>") == "<b id=\"a\">x</b>");
  CHECK(swapped("<p id=a></p>", "<b id=a class='  x  y x '></b>") == "<b id=\"a\" class=\"x y\"></b>");
  CHECK(swapped("<p id=a></p>", "<b id=a class=''></b>") == "<b id=\"a\"></b>");
  CHECK(swapped("<p id=a></p>", "<b id=a><i class=' x '></i></b>") == "<b id=\"a\"><i class=\" x \"></i></b>");
  // until all of the message is there, an element looks like the one that it replaces
  CHECK(swapped("<b id=a class=old></b>", "<b id=a></b><i hx-swap-oob='beforeend:.old'>x</i>") == "<b id=\"a\">x</b>");
}

TEST_CASE("what is to be preserved stays what it is") {
  Page page("<div id=a><input id=k value=1></div>");
  const std::int32_t kept = page.handle("k");
  CHECK(page.after("<div id=a><p><input id=k hx-preserve></p></div>") ==
        "<div id=\"a\"><p><input id=\"k\" value=\"1\"></p></div>");
  CHECK(page.document.find(kept) == page.id("k"));
  CHECK(page.swapped.dead.empty());
  // htmx looks for the place by "#" and the id: where that finds nothing, it has nowhere to bring it back to
  Page odd("<div id=a><input id=k.1></div>");
  odd.after("<div id=a><input id=k.1 hx-preserve></div>");
  CHECK(troubles_of(odd) == std::vector{Trouble::kRefused});
  // with no new place it goes
  CHECK(swapped("<div id=a></div><u id=k></u>", "<div id=a hx-swap-oob=none><u id=k hx-preserve></u></div>") ==
        "<div id=\"a\"></div>");
}

TEST_CASE("a checked radio button that comes takes the place of the one that was there") {
  Page page("<form><input type=radio name=r id=a checked><input type=radio name=r id=b></form>");
  hxws::check(page.id("b"), true);
  page.after("<input type=radio name=r id=a checked>");
  CHECK(hxws::checkedness(page.id("a")) == hxws::Checkedness::kOn);
  CHECK(hxws::checkedness(page.id("b")) == hxws::Checkedness::kOff);
}

TEST_CASE("handles of what is new and of what is gone") {
  Page page("<div id=a><b id=b></b></div><p id=c></p>");
  const std::int32_t inner = page.handle("b");
  const std::int32_t other = page.handle("c");
  page.after(
      "<div id=a hx-swap-oob=innerHTML><i ws-send></i>text<u><b data-ws-connect=/></b></u><s ws=hx-ws></s></div>");
  CHECK(page.swapped.dead == std::vector{inner});
  CHECK(page.document.find(inner).empty());
  CHECK(page.document.find(other) == page.id("c"));
  REQUIRE(page.swapped.inserted.size() == 2);
  CHECK(std::string(page.document.find(page.swapped.inserted[0]).name()) == "i");
  CHECK(std::string(page.document.find(page.swapped.inserted[1]).name()) == "u");
  // what a later element of the message takes away again was not inserted
  page.after("<div id=a><s id=n></s></div><em id=n ws-send></em>");
  CHECK(page.swapped.inserted.size() == 2);
  CHECK(page.body() == "<div id=\"a\"><em id=\"n\" ws-send=\"\"></em></div><p id=\"c\"></p>");
  // new elements have a fresh state
  Page control("<input id=i>");
  control.document.set_attribute(control.id("i"), hxws::kValueState, "typed");
  control.after("<input id=i>");
  CHECK(control.id("i").attribute(hxws::kValueState).empty());
}
