#include "document/forms/controls.hpp"

#include <vector>

#include "ascii.hpp"
#include "document/forms/checkedness.hpp"
#include "document/forms/form_owner.hpp"
#include "document/forms/input_type.hpp"
#include "document/forms/integer.hpp"
#include "document/forms/options.hpp"
#include "document/forms/sanitization.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

void set_value_state(pugi::xml_node element, const std::string& value) {
  pugi::xml_attribute state = element.attribute(kValueState);
  if (!state) state = element.append_attribute(kValueState);
  state.set_value(value.c_str());
}

// The text directly inside: what a textarea and an output begin with.
std::string child_text(pugi::xml_node element) {
  std::string text;
  for (const pugi::xml_node child : element.children()) {
    if (child.type() == pugi::node_pcdata) text += child.value();
  }
  return text;
}

// In Chromium, a URL keeps the white space around it that a user types.
bool keeps_what_is_typed(InputType type) { return type == InputType::kUrl; }

std::string input_value(pugi::xml_node input) {
  const InputType type = input_type(input);
  if (type == InputType::kFile) return {};
  if (is_checkable_type(type) && !has_attribute(input, "value")) return "on";
  const char* const attribute = input.attribute("value").value();
  if (!has_value_of_its_own(type)) return attribute;
  if (!is_dirty(input)) return sanitized(input, attribute);
  const char* const typed = input.attribute(kValueState).value();
  return keeps_what_is_typed(type) ? typed : sanitized(input, typed);
}

std::string textarea_value(pugi::xml_node textarea) {
  if (is_dirty(textarea)) return textarea.attribute(kValueState).value();
  return with_normalized_newlines(child_text(textarea));
}

std::string select_value(pugi::xml_node select) {
  const std::vector<pugi::xml_node> selected = selected_options(select);
  return selected.empty() ? std::string() : option_value(selected.front());
}

// The beginning of the text that has no more than `most` UTF-16 code units, cut between characters.
std::string_view cut(std::string_view text, std::size_t most) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    units += size == 4 ? 2 : 1;
    if (units > most) return text.substr(0, at);
    at += size;
  }
  return text;
}

std::string typed(pugi::xml_node element, const std::string& text) {
  long most = 0;
  const bool is_limited = parse_non_negative_integer(element.attribute("maxlength").value(), most);
  return is_limited ? std::string(cut(text, static_cast<std::size_t>(most))) : text;
}

const char* why_no_text(pugi::xml_node element) {
  if (is_named(element, "textarea")) return nullptr;
  if (is_named(element, "select")) return "it is a select: choose one of its options instead";
  const InputType type = input_type(element);
  if (is_checkable_type(type)) return "it has no text: check or uncheck it instead";
  if (type == InputType::kFile) return "it takes a file, which needs a browser";
  if (type == InputType::kHidden) return "it is hidden, so no user can change it";
  if (!has_value_of_its_own(type)) return "it is no text control, but must be an input or a textarea";
  return nullptr;
}

}  // namespace

bool is_dirty(pugi::xml_node element) { return has_attribute(element, kValueState); }

bool has_value(pugi::xml_node element) {
  return is_named(element, "input") || is_named(element, "textarea") || is_named(element, "select") ||
         is_named(element, "button") || is_named(element, "option") || is_named(element, "output");
}

std::string value_of(pugi::xml_node element) {
  if (is_named(element, "input")) return input_value(element);
  if (is_named(element, "textarea")) return textarea_value(element);
  if (is_named(element, "select")) return select_value(element);
  if (is_named(element, "option")) return option_value(element);
  if (is_named(element, "output")) return text_content(element);
  return is_named(element, "button") ? element.attribute("value").value() : "";
}

Change fill(pugi::xml_node element, std::string_view text) {
  if (const char* const reason = why_no_text(element)) return refused(reason);
  if (is_disabled(element)) return refused("it is disabled");
  if (is_read_only(element)) return refused("it is read-only");
  std::string value;
  if (is_named(element, "textarea")) {
    value = typed(element, with_normalized_newlines(text));
  } else {
    const InputType type = input_type(element);
    value = is_text_type(type) ? typed(element, without_newlines(text)) : std::string(text);
    if (!keeps_what_is_typed(type)) value = sanitized(element, value);
  }
  const bool is_changed = value != value_of(element);
  set_value_state(element, value);
  return {is_changed, nullptr};
}

Change check(pugi::xml_node element, bool on) {
  const InputType type = input_type(element);
  if (!is_checkable_type(type)) return refused("it is neither a checkbox nor a radio button");
  if (is_disabled(element)) return refused("it is disabled");
  const bool is_changed = (checkedness(element) == Checkedness::kOn) != on;
  if (type == InputType::kRadio && on) {
    check_radio(element);
  } else {
    set_checked_state(element, on);
  }
  return {is_changed, nullptr};
}

void reset_form(pugi::xml_node form) {
  for (pugi::xml_node control : listed_elements(form)) {
    control.remove_attribute(kValueState);
    control.remove_attribute(kCheckedState);
    if (!is_named(control, "select")) continue;
    for (pugi::xml_node option : options_of(control)) option.remove_attribute(kCheckedState);
  }
}

bool is_read_only(pugi::xml_node element) {
  return has_attribute(element, "readonly") && (is_named(element, "textarea") || can_be_read_only(input_type(element)));
}

}  // namespace hxws
