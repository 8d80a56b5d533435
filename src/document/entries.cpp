#include "document/entries.hpp"

#include <string_view>

#include "ascii.hpp"
#include "document/checkedness.hpp"
#include "document/controls.hpp"
#include "document/direction.hpp"
#include "document/form_owner.hpp"
#include "document/input_type.hpp"
#include "document/options.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

bool is_button(pugi::xml_node element) {
  const InputType type = input_type(element);
  return is_named(element, "button") || (type >= InputType::kSubmit && type <= InputType::kButton);
}

// What sends nothing, whatever it is called.
bool is_skipped(pugi::xml_node element, pugi::xml_node submitter) {
  if (is_named(element, "fieldset") || is_named(element, "object") || is_named(element, "output")) return true;
  // what is in a datalist should be skipped too, which browsers do not do
  if (is_disabled(element)) return true;
  if (is_button(element)) return element != submitter;
  const InputType type = input_type(element);
  return type == InputType::kFile || (is_checkable_type(type) && checkedness(element) != Checkedness::kOn);
}

bool can_have_direction(pugi::xml_node element) {
  const InputType type = input_type(element);
  return is_named(element, "textarea") || is_text_type(type) || type == InputType::kHidden ||
         type == InputType::kSubmit || type == InputType::kReset || type == InputType::kButton;
}

void add_control(std::vector<Entry>& entries, pugi::xml_node element) {
  const std::string name = element.attribute("name").value();
  const InputType type = input_type(element);
  if (type == InputType::kImage) {
    // It was not clicked at any place of its own.
    const std::string prefix = name.empty() ? name : name + ".";
    entries.push_back({prefix + "x", "0"});
    entries.push_back({prefix + "y", "0"});
    return;
  }
  if (name.empty()) return;
  if (is_named(element, "select")) {
    for (const pugi::xml_node option : selected_options(element)) {
      if (!is_disabled(option)) entries.push_back({name, option_value(option)});
    }
    return;
  }
  const bool is_charset = type == InputType::kHidden && equals_lower(name, "_charset_");
  entries.push_back({name, is_charset ? "UTF-8" : value_of(element)});
  const char* const direction_name = element.attribute("dirname").value();
  if (*direction_name != '\0' && can_have_direction(element)) {
    entries.push_back({direction_name, is_right_to_left(element) ? "rtl" : "ltr"});
  }
}

}  // namespace

std::vector<Entry> entry_list(pugi::xml_node form, pugi::xml_node submitter) {
  std::vector<Entry> entries;
  for (const pugi::xml_node element : listed_elements(form)) {
    if (!is_skipped(element, submitter)) add_control(entries, element);
  }
  return entries;
}

}  // namespace hxws
