#include "document/forms/entries.hpp"

#include <doctest/doctest.h>

#include <string>

#include "document/forms/controls.hpp"
#include "document/forms/form_owner.hpp"
#include "page.hpp"

namespace {

std::string entries(const TestPage& page, const char* submitter = "") {
  std::string text;
  for (const hxws::Entry& entry : hxws::entry_list(page.id("f"), page.id(submitter))) {
    text += entry.name + "=" + entry.value + ";";
  }
  return text;
}

// What a form with this content sends.
std::string sent(const std::string& content) {
  const TestPage page(("<body><form id='f'>" + content + "</form></body>").c_str());
  return entries(page);
}

}  // namespace

TEST_CASE("what a form sends") {
  CHECK(sent("<input name='a' value='1'/><input value='2'/><input name='' value='3'/>") == "a=1;");
  CHECK(sent("<input name='a' disabled=''/><fieldset disabled=''><legend><input name='b'/></legend><input name='c'/>"
             "<legend><input name='d'/></legend></fieldset>") == "b=;");
  CHECK(sent("<input name='a' type='checkbox'/><input name='b' type='checkbox' checked=''/>"
             "<input name='c' type='radio' value='r' checked=''/>") == "b=on;c=r;");
  CHECK(sent("<select name='s'><option>1</option><option selected=''>2</option></select>") == "s=2;");
  CHECK(sent("<select name='s' multiple=''><option selected=''>1</option><option selected='' disabled=''>2</option>"
             "<option selected='' value='x'>3</option></select>") == "s=1;s=x;");
  CHECK(sent("<input type='file' name='a'/><output name='b'>x</output><object name='c'/>") == "");
  CHECK(sent("<input type='hidden' name='_charset_' value='x'/>") == "_charset_=UTF-8;");
  CHECK(sent("<textarea name='t'>a\nb</textarea>") == "t=a\nb;");
}

TEST_CASE("the direction of a text") {
  CHECK(sent("<input name='a' dirname='d'/>") == "a=;d=ltr;");
  CHECK(sent("<p dir='rtl'><input name='a' dirname='d'/></p>") == "a=;d=rtl;");
  CHECK(sent("<p dir='rtl'><input type='tel' name='a' dirname='d'/></p>") == "a=;d=ltr;");
  CHECK(sent("<input name='a' dirname='d' dir='auto' value='1 \xD7\xA9'/>") == "a=1 \xD7\xA9;d=rtl;");
  CHECK(sent("<input name='a' dirname='d' dir='auto' value='x \xD7\xA9'/>") == "a=x \xD7\xA9;d=ltr;");
  CHECK(sent("<input type='number' name='a' dirname='d'/>") == "a=;");
}

TEST_CASE("only the button that submits sends itself") {
  const TestPage page(
      "<body><form id='f'><input type='image' id='i' name='p'/><button id='b' name='b' value='1'/>"
      "<input type='submit' id='s' name='s'/><button id='n' type='button' name='n'/></form></body>");
  CHECK(entries(page) == "");
  CHECK(entries(page, "b") == "b=1;");
  CHECK(entries(page, "s") == "s=Submit;");
  CHECK(entries(page, "i") == "p.x=0;p.y=0;");
  CHECK(hxws::default_button(page.id("f")) == page.id("i"));
  CHECK(ids(hxws::form_elements(page.id("f"))) == "b s n");
}

TEST_CASE("whose a control is") {
  const TestPage page(
      "<body><form id='f'><input id='a'/><input id='b' form='g'/><input id='c' form='x'/></form><input id='d' "
      "form='f'/><p id='x'/><form id='g'/><form id='g'/></body>");
  CHECK(hxws::form_owner(page.id("a")) == page.id("f"));
  CHECK(hxws::form_owner(page.id("b")) == page.id("g"));
  CHECK(!hxws::form_owner(page.id("c")));
  CHECK(ids(hxws::listed_elements(page.id("f"))) == "a d");
  CHECK(ids(hxws::listed_elements(page.id("g"))) == "b");
  CHECK(hxws::listed_elements(page.id("g").next_sibling()).empty());
}
