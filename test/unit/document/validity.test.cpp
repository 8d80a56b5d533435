#include "document/forms/validity.hpp"

#include <doctest/doctest.h>

#include <string>

#include "document/forms/controls.hpp"
#include "page.hpp"

namespace {

std::uint32_t validity(const std::string& xml) {
  const TestPage page(("<form>" + xml + "</form>").c_str());
  return hxws::validity_of(page.id("i"));
}

std::uint32_t typed(const std::string& attributes, const char* text) {
  const TestPage page(("<input id='i' " + attributes + "/>").c_str());
  hxws::fill(page.id("i"), text);
  return hxws::validity_of(page.id("i"));
}

}  // namespace

TEST_CASE("required values") {
  CHECK(validity("<input id='i' required=''/>") == hxws::kValueMissing);
  CHECK(validity("<input id='i' required='' value='x'/>") == 0);
  CHECK(validity("<input id='i' type='range' required=''/>") == 0);
  CHECK(validity("<textarea id='i' required=''/>") == hxws::kValueMissing);
  CHECK(validity("<input id='i' type='checkbox' required=''/>") == hxws::kValueMissing);
  CHECK(validity("<input id='i' type='file' required=''/>") == hxws::kValueMissing);
  CHECK(validity("<input id='i' type='radio' name='r'/><input type='radio' name='r' required=''/>") ==
        hxws::kValueMissing);
  CHECK(validity("<input id='i' type='radio' name='r' required=''/><input type='radio' name='r' checked=''/>") == 0);
  CHECK(validity("<select id='i' required=''><option value=''/><option>1</option></select>") == hxws::kValueMissing);
  CHECK(validity("<select id='i' required=''><option>1</option></select>") == 0);
  CHECK(validity("<select id='i' required=''><optgroup/><option value=''/></select>") == 0);
  CHECK(validity("<select id='i' required='' size='2'><option>1</option></select>") == hxws::kValueMissing);
}

TEST_CASE("what is barred from validation is valid") {
  CHECK(validity("<input id='i' required='' disabled=''/>") == 0);
  CHECK(validity("<input id='i' required='' readonly=''/>") == 0);
  CHECK(validity("<fieldset disabled=''><input id='i' required=''/></fieldset>") == 0);
  CHECK(validity("<datalist><input id='i' required=''/></datalist>") == 0);
  CHECK(validity("<input id='i' type='hidden' required=''/>") == 0);
}

TEST_CASE("e-mail addresses") {
  CHECK(validity("<input id='i' type='email' value='a@b'/>") == 0);
  CHECK(validity("<input id='i' type='email' value='a'/>") == hxws::kTypeMismatch);
  CHECK(validity("<input id='i' type='email' value='a@-b'/>") == hxws::kTypeMismatch);
  CHECK(validity("<input id='i' type='email' value='a@b.'/>") == hxws::kTypeMismatch);
  CHECK(validity("<input id='i' type='email' value='a b@c'/>") == hxws::kTypeMismatch);
  CHECK(validity("<input id='i' type='email' value='a@b,c@d'/>") == hxws::kTypeMismatch);
  CHECK(validity("<input id='i' type='email' multiple='' value='a@b, c@d'/>") == 0);
}

TEST_CASE("lengths of what a user typed") {
  CHECK(validity("<input id='i' minlength='3' maxlength='1' value='ab'/>") == 0);
  CHECK(typed("minlength='3'", "ab") == hxws::kTooShort);
  CHECK(typed("minlength='3'", "") == 0);
  CHECK(typed("minlength='3'", "abc") == 0);
  const TestPage page("<input id='i'/>");
  hxws::fill(page.id("i"), "abc");
  page.id("i").append_attribute("maxlength").set_value("2");
  CHECK(hxws::validity_of(page.id("i")) == hxws::kTooLong);
}

TEST_CASE("ranges and steps") {
  CHECK(typed("type='number' min='2' max='4'", "1") == hxws::kRangeUnderflow);
  CHECK(typed("type='number' min='2' max='4'", "5") == hxws::kRangeOverflow);
  CHECK(typed("type='number' min='2' step='2'", "5") == hxws::kStepMismatch);
  CHECK(typed("type='number' step='0.1'", "0.3") == 0);
  CHECK(typed("type='number' step='any'", "0.33") == 0);
  CHECK(typed("type='number'", "0.5") == hxws::kStepMismatch);
  CHECK(typed("type='number' value='0.5'", "1.5") == 0);
  CHECK(typed("type='date' min='2020-01-02'", "2020-01-01") == hxws::kRangeUnderflow);
  CHECK(typed("type='date' min='2020-01-01' step='2'", "2020-01-04") == hxws::kStepMismatch);
  CHECK(typed("type='month' max='2020-01'", "2020-02") == hxws::kRangeOverflow);
  CHECK(typed("type='week' step='2'", "1970-W02") == hxws::kStepMismatch);
  CHECK(typed("type='time' step='60'", "10:00:30") == hxws::kStepMismatch);
  CHECK(typed("type='time' min='22:00' max='06:00'", "23:00") == 0);
  CHECK(typed("type='time' min='22:00' max='06:00'", "12:00") == (hxws::kRangeUnderflow | hxws::kRangeOverflow));
  CHECK(typed("type='datetime-local' max='2020-01-01T00:00'", "2020-01-01T00:01") == hxws::kRangeOverflow);
}
