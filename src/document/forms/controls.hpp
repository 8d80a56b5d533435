// WHATWG HTML, sections 4.10.5 to 4.10.11 and 4.10.18: the controls of a form as a user sees and changes them. Values
// and checkedness that are no longer those of the attributes stand in hidden attributes (tree.hpp).
#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

namespace hxws {

// What became of a user's change.
struct Change {
  bool is_changed = false;
  // Why it could not be made, in English; null where it could.
  const char* refusal = nullptr;
};

inline Change refused(const char* reason) { return {false, reason}; }

// Whether the element has a value: input, textarea, select, button, option and output.
bool has_value(pugi::xml_node element);

// What its property `value` is in a browser; of a select that of its first selected option. Of any other element
// nothing.
std::string value_of(pugi::xml_node element);

// Whether the value is a user's, and no longer that of the attributes.
bool is_dirty(pugi::xml_node element);

// Puts a text into a control as a user does that types it, or picks it where nothing is typed: no longer than maxlength
// allows, and sanitized as the type demands, which makes of a bad number or date an empty value.
Change fill(pugi::xml_node element, std::string_view text);

// Checks or unchecks a checkbox; checks a radio button, which unchecks the others of its group. A radio button is only
// unchecked to put it back, as a browser does where its click was canceled.
Change check(pugi::xml_node element, bool on);

// Section 4.10.22.5: the controls of the form are as their attributes say.
void reset_form(pugi::xml_node form);

// What a user can't change: its own readonly.
bool is_read_only(pugi::xml_node element);

}  // namespace hxws
