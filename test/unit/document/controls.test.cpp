#include "document/forms/controls.hpp"

#include <doctest/doctest.h>

#include <string>

#include "document/forms/checkedness.hpp"
#include "document/forms/options.hpp"
#include "page.hpp"

namespace {

using hxws::Checkedness;

// The value of a control with these attributes, after a text was put into it.
std::string filled(const std::string& attributes, const char* text) {
  const TestPage page(("<input id='i' " + attributes + "/>").c_str());
  const hxws::Change change = hxws::fill(page.id("i"), text);
  return change.refusal == nullptr ? hxws::value_of(page.id("i")) : std::string("refused: ") + change.refusal;
}

std::string checked_ids(const TestPage& page) {
  std::vector<pugi::xml_node> checked;
  const pugi::xml_node root = page.document;
  for (pugi::xml_node each = hxws::next_element(root, root); each; each = hxws::next_element(each, root)) {
    if (hxws::checkedness(each) == Checkedness::kOn) checked.push_back(each);
  }
  return ids(checked);
}

}  // namespace

TEST_CASE("values are sanitized as their types demand") {
  CHECK(filled("", "a\r\nb") == "ab");
  CHECK(filled("type='nonsense'", " a ") == " a ");
  CHECK(filled("type='url'", " a:\nb ") == " a:b ");
  CHECK(filled("type='email'", " a@b ") == "a@b");
  CHECK(filled("type='email' multiple=''", " a@b , c@d") == "a@b,c@d");
  CHECK(filled("type='number'", "1e3") == "1e3");
  CHECK(filled("type='number'", "1.") == "");
  CHECK(filled("type='number'", "+1") == "");
  CHECK(filled("type='number'", "1e400") == "");
  CHECK(filled("type='date'", "2020-02-29") == "2020-02-29");
  CHECK(filled("type='date'", "2021-02-29") == "");
  CHECK(filled("type='date'", "275760-09-14") == "");
  CHECK(filled("type='month'", "2020-13") == "");
  CHECK(filled("type='week'", "2020-W53") == "2020-W53");
  CHECK(filled("type='week'", "2021-W53") == "");
  CHECK(filled("type='time'", "23:59:59.5") == "23:59:59.5");
  CHECK(filled("type='time'", "24:00") == "");
  CHECK(filled("type='datetime-local'", "2020-01-01 10:00:00") == "2020-01-01T10:00");
  CHECK(filled("type='datetime-local'", "2020-01-01T10:00:01.500") == "2020-01-01T10:00:01.5");
  CHECK(filled("type='COLOR'", "#ABC") == "#aabbcc");
  CHECK(filled("type='color'", "reddish") == "#000000");
}

TEST_CASE("a range's value is one that its slider can have") {
  CHECK(filled("type='range'", "") == "50");
  CHECK(filled("type='range'", "101") == "100");
  CHECK(filled("type='range' min='10' max='20' step='3'", "18.2") == "19");
  CHECK(filled("type='range' min='10' max='20' step='3'", "99") == "19");
  CHECK(filled("type='range' min='20' max='10'", "5") == "20");
  CHECK(filled("type='range' step='0.1'", "0.30") == "0.3");
  CHECK(filled("type='range' step='any'", "0.123") == "0.123");
}

TEST_CASE("maxlength counts UTF-16 code units and splits no character") {
  CHECK(filled("maxlength='3'", "abcd") == "abc");
  CHECK(filled("maxlength='3'", "\xF0\x9F\x98\x80\xF0\x9F\x98\x80") == "\xF0\x9F\x98\x80");
  CHECK(filled("maxlength='-1'", "abcd") == "abcd");
  CHECK(filled("type='number' maxlength='1'", "12") == "12");
}

TEST_CASE("what a user can't fill says why") {
  CHECK(filled("disabled=''", "a") == "refused: it is disabled");
  CHECK(filled("readonly=''", "a") == "refused: it is read-only");
  CHECK(filled("type='range' readonly=''", "7") == "7");
  CHECK(filled("type='checkbox'", "a") == "refused: it has no text: check or uncheck it instead");
  CHECK(filled("type='file'", "a") == "refused: it takes a file, which needs a browser");
  CHECK(filled("type='hidden'", "a") == "refused: it is hidden, so no user can change it");
}

TEST_CASE("a URL of the page loses the white space around it") {
  const TestPage page("<input id='i' type='url' value=' a:b '/>");
  CHECK(hxws::value_of(page.id("i")) == "a:b");
}

TEST_CASE("a value is its attribute's until it was changed") {
  const TestPage page(
      "<form id='f'><input id='i' value='a'/><textarea id='t'>one\r\ntwo</textarea><input id='c' "
      "type='checkbox'/><button id='b'/></form>");
  CHECK(hxws::value_of(page.id("i")) == "a");
  CHECK(!hxws::fill(page.id("i"), "a").is_changed);
  CHECK(hxws::fill(page.id("i"), "b").is_changed);
  page.id("i").attribute("value").set_value("c");
  CHECK(hxws::value_of(page.id("i")) == "b");
  CHECK(hxws::fill(page.id("t"), "x\r\ny").is_changed);
  CHECK(hxws::value_of(page.id("t")) == "x\ny");
  CHECK(hxws::value_of(page.id("c")) == "on");
  CHECK(hxws::value_of(page.id("b")) == "");
  hxws::reset_form(page.id("f"));
  CHECK(hxws::value_of(page.id("i")) == "c");
  CHECK(hxws::value_of(page.id("t")) == "one\ntwo");
}

TEST_CASE("a radio button unchecks the others of its group") {
  const TestPage page(
      "<p><form id='f'><input id='a' type='radio' name='r' checked=''/><input id='b' type='radio' name='r' "
      "checked=''/></form><input id='c' type='radio' name='r' checked=''/><input id='d' type='radio' "
      "checked=''/><input id='e' type='radio' checked=''/></p>");
  CHECK(checked_ids(page) == "b c d e");
  CHECK(hxws::check(page.id("a"), true).is_changed);
  CHECK(checked_ids(page) == "a c d e");
  CHECK(!hxws::check(page.id("a"), true).is_changed);
  CHECK(hxws::check(page.id("a"), false).is_changed);
  CHECK(checked_ids(page) == "c d e");
  hxws::reset_form(page.id("f"));
  CHECK(checked_ids(page) == "b c d e");
}

TEST_CASE("what comes into the page takes the place of what was checked") {
  const TestPage page(
      "<p><input id='a' type='radio' name='r'/><input id='b' type='radio' name='r'/><select><option "
      "id='o' selected=''>1</option><option id='p'>2</option></select></p>");
  hxws::check(page.id("b"), true);
  CHECK(checked_ids(page) == "b o");
  page.id("a").append_attribute("checked");
  hxws::settle_inserted(page.id("a"));
  CHECK(checked_ids(page) == "a o");
}

TEST_CASE("a select without multiple has one option") {
  const TestPage page(
      "<p><select id='s'><option id='a' disabled=''>1</option><optgroup disabled=''><option id='b'>2</option>"
      "</optgroup><option id='c'> x <b>3</b>\n y</option></select><select id='l' size='2'><option id='d'>1</option>"
      "</select><select id='m' multiple=''><option id='e' selected=''>1</option><option id='f' value='v' "
      "label='l' selected=''>2</option></select></p>");
  CHECK(checked_ids(page) == "c e f");
  CHECK(hxws::value_of(page.id("s")) == "x 3 y");
  CHECK(hxws::value_of(page.id("l")) == "");
  CHECK(hxws::value_of(page.id("m")) == "1");
  std::size_t missing = 0;
  CHECK(hxws::choose(page.id("m"), {"l"}, missing).is_changed);
  CHECK(checked_ids(page) == "c f");
  CHECK(!hxws::choose(page.id("m"), {"v"}, missing).is_changed);
  CHECK(hxws::choose(page.id("m"), {}, missing).is_changed);
  CHECK(std::string(hxws::choose(page.id("m"), {"1", "9"}, missing).refusal) == "it has no such option");
  CHECK(missing == 1);
  CHECK(checked_ids(page) == "c");
  CHECK(hxws::choose(page.id("s"), {}, missing).refusal != nullptr);
  CHECK(std::string(hxws::choose(page.id("s"), {"2"}, missing).refusal) == "the option is disabled");
}
