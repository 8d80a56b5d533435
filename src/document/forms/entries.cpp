#include "document/forms/entries.hpp"

#include <string_view>

#include "ascii.hpp"
#include "document/forms/checkedness.hpp"
#include "document/forms/controls.hpp"
#include "document/forms/direction.hpp"
#include "document/forms/form_owner.hpp"
#include "document/forms/input_type.hpp"
#include "document/forms/options.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

bool is_button(pugi::xml_node element) {
  const InputType type = input_type(element);
  return is_named(element, "button") || (type >= InputType::kSubmit && type <= InputType::kButton);
}

bool is_charset(pugi::xml_node element) {
  return input_type(element) == InputType::kHidden && equals_lower(element.attribute("name").value(), "_charset_");
}

// What sends nothing, whatever it is called. What stands in a datalist sends in browsers, against the standard.
bool is_skipped(pugi::xml_node element) {
  if (is_named(element, "fieldset") || is_named(element, "object") || is_named(element, "output")) return true;
  if (is_disabled(element) || input_type(element) == InputType::kFile) return true;
  return is_checkable_type(input_type(element)) && checkedness(element) != Checkedness::kOn;
}

void add_image(std::vector<Entry>& entries, const std::string& name) {
  // It was not clicked at any place of its own.
  const std::string prefix = name.empty() ? name : name + ".";
  entries.push_back({prefix + "x", "0"});
  entries.push_back({prefix + "y", "0"});
}

void add_options(std::vector<Entry>& entries, pugi::xml_node select, const std::string& name) {
  for (const pugi::xml_node option : selected_options(select)) {
    if (!is_disabled_option(option)) entries.push_back({name, option_value(option)});
  }
}

std::string sent_value(pugi::xml_node element) {
  if (is_charset(element)) return "UTF-8";
  // In Chromium, the label that the button has where the page gives none.
  if (input_type(element) == InputType::kSubmit && !has_attribute(element, "value")) return "Submit";
  return value_of(element);
}

// In browsers, against the standard, under an empty name, too.
void add_direction(std::vector<Entry>& entries, pugi::xml_node element) {
  const InputType type = input_type(element);
  const bool can_have_direction = is_named(element, "textarea") || is_text_type(type) || type == InputType::kHidden ||
                                  type == InputType::kSubmit || type == InputType::kReset || type == InputType::kButton;
  if (!can_have_direction || !has_attribute(element, "dirname") || is_charset(element)) return;
  entries.push_back({element.attribute("dirname").value(), is_right_to_left(element) ? "rtl" : "ltr"});
}

void add_control(std::vector<Entry>& entries, pugi::xml_node element, bool is_sent) {
  const std::string name = element.attribute("name").value();
  const InputType type = input_type(element);
  if (type == InputType::kImage && is_sent) return add_image(entries, name);
  if (name.empty()) return;
  if (is_named(element, "select")) return add_options(entries, element, name);
  // In Chromium, an input that submits sends its direction first, and even where another one submits.
  const bool is_submit = type == InputType::kSubmit;
  if (is_submit) add_direction(entries, element);
  if (is_sent) entries.push_back({name, sent_value(element)});
  if (is_sent && !is_submit) add_direction(entries, element);
}

}  // namespace

std::vector<Entry> entry_list(pugi::xml_node form, pugi::xml_node submitter) {
  std::vector<Entry> entries;
  for (const pugi::xml_node element : listed_elements(form)) {
    if (!is_skipped(element)) add_control(entries, element, !is_button(element) || element == submitter);
  }
  return entries;
}

}  // namespace hxws
