#include "document/html/serializer.hpp"

#include <doctest/doctest.h>

#include "parsed.hpp"

TEST_CASE("text and attributes are escaped as browsers do") {
  CHECK(body_of("<body>&amp;&lt;&gt;&nbsp;\"'\xC2\xA9") == "&amp;&lt;&gt;&nbsp;\"'\xC2\xA9");
  CHECK(body_of("<p title='&amp;<>&nbsp;\"&apos;'>") == "<p title=\"&amp;&lt;&gt;&nbsp;&quot;'\"></p>");
}

TEST_CASE("void elements have no end tag, raw text is written as it is") {
  CHECK(body_of("<p>a<br>b<input value=c><wbr><img>") == "<p>a<br>b<input value=\"c\"><wbr><img></p>");
  CHECK(body_of("<body><script>a<b&&c</script><style>a>b</style><xmp><i></xmp>") ==
        "<script>a<b&&c</script><style>a>b</style><xmp><i></xmp>");
  CHECK(body_of("<textarea><b></textarea><svg><style>&lt;</style></svg>") ==
        "<textarea>&lt;b&gt;</textarea><svg><style>&lt;</style></svg>");
}

TEST_CASE("what pages hide in attributes is not written") {
  Page page("<p id=a>x</p>");
  page.handle("a");
  CHECK(page.body() == "<p id=\"a\">x</p>");
  std::string html;
  hxws::serialize_node(page.id("a"), html);
  CHECK(html == "<p id=\"a\">x</p>");
}

TEST_CASE("children that a message puts into a template are none of its content") {
  Page page("<template id=t><i>in</i></template>");
  CHECK(page.after("<b hx-swap-oob='beforeend:#t'><u>out</u></b>") == "<template id=\"t\"><i>in</i></template>");
  Page empty("<template id=t></template>");
  CHECK(empty.after("<b hx-swap-oob='beforeend:#t'><u>out</u></b>") == "<template id=\"t\"></template>");
}
