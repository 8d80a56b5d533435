#include "document/html/parser.hpp"

#include <doctest/doctest.h>

#include <string>

#include "parsed.hpp"

namespace {

std::string repeated(const char* text, int times) {
  std::string all;
  for (int index = 0; index < times; ++index) all += text;
  return all;
}

std::string in_page_template(std::string_view html) {
  pugi::xml_document parsed;
  hxws::parse_in_page_template(html, parsed);
  return html_of(parsed);
}

// The most elements that lie one inside the other.
int depth_of(pugi::xml_node root) {
  int deepest = 0;
  for (pugi::xml_node each = root; each; each = hxws::next_in_tree(each, root)) {
    int depth = 0;
    for (pugi::xml_node around = each; hxws::is_element(around); around = around.parent()) ++depth;
    deepest = std::max(deepest, depth);
  }
  return deepest;
}

}  // namespace

TEST_CASE("a page has its doctype, html, head and body") {
  pugi::xml_document page;
  hxws::parse_page("<!doctype HTML><!--c--><title>x</title><p>y", page);
  CHECK(hxws::quirks_mode_of(page) == hxws::QuirksMode::kNo);
  CHECK(html_of(page) == "<!DOCTYPE html><!--c--><html><head><title>x</title></head><body><p>y</p></body></html>");
}

TEST_CASE("a page without a doctype is in quirks mode") {
  pugi::xml_document page;
  hxws::parse_page("<p><table></table>", page);
  const pugi::xml_node body = page.child("html").child("body");
  CHECK(hxws::quirks_mode_of(page) == hxws::QuirksMode::kYes);
  CHECK(hxws::quirks_mode_of(body.first_child()) == hxws::QuirksMode::kYes);
  CHECK(html_of(page) == "<html><head></head><body><p><table></table></p></body></html>");
}

TEST_CASE("what gumbo does as the standard of 2015 has it is done as today") {
  CHECK(body_of("<p>a<dialog>b</dialog><p>c<search>d</search>") ==
        "<p>a</p><dialog>b</dialog><p>c</p><search>d</search>");
  CHECK(body_of("<dialog><p>x</dialog>y") == "<dialog><p>x</p></dialog>y");
  CHECK(body_of("<menuitem>a</menuitem><isindex prompt=x>b") ==
        "<menuitem>a</menuitem><isindex prompt=\"x\">b</isindex>");
  CHECK(body_of("<my-a><my-b></my-a>x") == "<my-a><my-b></my-b></my-a>x");
  CHECK(body_of("<span><main></span>x") == "<span><main>x</main></span>");
  CHECK(body_of("<svg></p>x") == "<svg></svg><p></p>x");
  CHECK(body_of("<form>x</form>y") == "<form>x</form>y");
  CHECK(body_of("<a class class=b href=x>") == "<a class=\"\" href=\"x\"></a>");
  CHECK(body_of("</><X-A>y") == "<x-a>y</x-a>");
}

TEST_CASE("a reference to a number beyond all code points is U+FFFD, however large") {
  CHECK(body_of("&#x100000041;&#X0000000000000041;&#4294967361;&#00000000000000065;") == "\uFFFDA\uFFFDA");
  CHECK(body_of("&#x1F7777777777777777x&#x1F600&#12345678") == "\uFFFDx\U0001F600\uFFFD");
  CHECK(body_of("<a title='&#x100000041;&#x100000041b'>") == "<a title=\"\uFFFD\uFFFD\"></a>");
  CHECK(body_of("&#12345678901234567890") == "\uFFFD");
}

TEST_CASE("a select takes any content") {
  CHECK(body_of("<select><div>a<option>b</div></select>") == "<select><div>a<option>b</option></div></select>");
  CHECK(body_of("<select><option>a<option>b<hr></select>c") ==
        "<select><option>a</option><option>b</option><hr></select>c");
  CHECK(body_of("<select><optgroup><option>a<optgroup></select>") ==
        "<select><optgroup><option>a</option></optgroup><optgroup></optgroup></select>");
  CHECK(body_of("<select><input>a") == "<select></select><input>a");
  CHECK(body_of("<select><select>a") == "<select></select>a");
  CHECK(body_of("<p><select><p>x</select>") == "<p><select><p>x</p></select></p>");
  CHECK(body_of("<select></applet>x") == "<select>x</select>");
  CHECK(body_of("x</select>y") == "xy");
}

TEST_CASE("scripts run in pages, so that noscript holds text; in messages it holds elements") {
  CHECK(body_of("<body><noscript><b>x</noscript>y") == "<noscript><b>x</noscript>y");
  CHECK(body_of("<head></head><noscript>x</noscript>") == "<noscript>x</noscript>");
  CHECK(in_page_template("<noscript><b>x</b></noscript>y") == "<noscript><b>x</b></noscript>y");
}

TEST_CASE("processing instructions are none of comments") {
  CHECK(body_of("<body><?php echo 1 ?>x") == "<?php echo 1 ?>x");
  CHECK(body_of("<body><?a>") == "<?a ?>");
  CHECK(body_of("<body><?xml version=1?>") == "<!--?xml version=1?-->");
  CHECK(body_of("<body><?= 1 ?>") == "<!--?= 1 ?-->");
  CHECK(body_of("<body>x<?a b") == "x");
}

TEST_CASE("the content of a template is kept as HTML") {
  Page page("<template id=t><tr><td>a&amp;b<template>c</template></template>");
  const pugi::xml_node content = page.id("t").first_child();
  CHECK(content.type() == pugi::node_cdata);
  CHECK(std::string(content.value()) == "<tr><td>a&amp;b<template>c</template></td></tr>");
  CHECK(page.body() == "<template id=\"t\"><tr><td>a&amp;b<template>c</template></td></tr></template>");
  CHECK(hxws::text_content(page.document.root()).empty());
}

TEST_CASE("names and attributes of SVG and MathML are spelled as browsers do") {
  CHECK(body_of("<svg viewbox=1 xlink:href=2 xml:lang=3><foreignobject><div viewbox=1>") ==
        "<svg viewBox=\"1\" xlink:href=\"2\" xml:lang=\"3\"><foreignObject><div "
        "viewbox=\"1\"></div></foreignObject></svg>");
  CHECK(body_of("<math definitionurl=x><MI>") == "<math definitionURL=\"x\"><mi></mi></math>");
}

TEST_CASE("what is nested too deep lies beside its parent") {
  pugi::xml_document page;
  hxws::parse_page("<!DOCTYPE html>" + repeated("<div>", 2000) + "x" + repeated("</div>", 2000) + "<p id=last>y", page);
  CHECK(depth_of(page) == 513);
  CHECK(hxws::element_by_id(page, "last").parent() == page.child("html").child("body"));
  pugi::xml_document templates;
  hxws::parse_page(repeated("<template><table><tr><td>", 1000), templates);
  pugi::xml_document formatting;
  hxws::parse_page(repeated("<b><a href=x>", 1000) + repeated("</b></a>", 1000), formatting);
  CHECK(depth_of(formatting) <= 513);
}

TEST_CASE("any bytes can be parsed") {
  using namespace std::string_view_literals;
  CHECK(body_of("<body>a\0b\xFFz"sv) == "ab\xEF\xBF\xBDz");
  CHECK(body_of("<x-\0\xC3(\xE2\x82>y"sv) ==
        "<x-\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD>y</x-\xEF\xBF\xBD\xEF\xBF\xBD(\xEF\xBF\xBD>");
  CHECK(body_of("") == "");
  CHECK(body_of("<") == "&lt;");
}

TEST_CASE("a message's context decides what its tags are") {
  pugi::xml_document parsed;
  hxws::parse_in_div("<tr><td>x</td></tr><p><table>", parsed);
  CHECK(html_of(parsed) == "x<p></p><table></table>");
  parsed.reset();
  hxws::parse_in_template("<tr><td>x</td></tr>", parsed);
  CHECK(html_of(parsed) == "<tr><td>x</td></tr>");
  CHECK(in_page_template("<p><table>") == "<p><table></table></p>");
  CHECK(in_page_template("a</template>b") == "a");
  parsed.reset();
  hxws::parse_body("<title>t</title><body class=x><p>y", parsed);
  CHECK(html_of(parsed) == "<p>y</p>");
}
