#include "document/forms/validity.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "ascii.hpp"
#include "document/forms/checkedness.hpp"
#include "document/forms/controls.hpp"
#include "document/forms/form_owner.hpp"
#include "document/forms/input_type.hpp"
#include "document/forms/integer.hpp"
#include "document/forms/numeric_value.hpp"
#include "document/forms/options.hpp"
#include "document/forms/sanitization.hpp"
#include "document/tree.hpp"
#include "scan.hpp"

namespace hxws {
namespace {

bool is_text_control(pugi::xml_node element) {
  return is_named(element, "textarea") || is_text_type(input_type(element));
}

bool applies_required(InputType type) {
  return type <= InputType::kNumber || is_checkable_type(type) || type == InputType::kFile;
}

// Image buttons are so in Chromium only.
bool is_barred_type(InputType type) {
  return type == InputType::kHidden || type == InputType::kImage || type == InputType::kReset ||
         type == InputType::kButton;
}

// One without a name is in no group, and so never missing in Chromium.
bool is_radio_missing(pugi::xml_node radio) {
  if (*radio.attribute("name").value() == '\0') return false;
  const std::vector<pugi::xml_node> group = radio_group(radio);
  return std::any_of(group.begin(), group.end(), is_required) && std::none_of(group.begin(), group.end(), is_marked);
}

bool is_select_missing(pugi::xml_node select) {
  const std::vector<pugi::xml_node> selected = selected_options(select);
  const pugi::xml_node placeholder = placeholder_option(select);
  return std::all_of(selected.begin(), selected.end(), [&](pugi::xml_node option) { return option == placeholder; });
}

bool is_value_missing(pugi::xml_node element) {
  const InputType type = input_type(element);
  if (type == InputType::kRadio) return is_radio_missing(element);
  if (!is_required(element)) return false;
  if (type == InputType::kCheckbox) return !is_marked(element);
  return is_named(element, "select") ? is_select_missing(element) : value_of(element).empty();
}

bool is_domain_label(std::string_view label) {
  constexpr std::size_t kLongest = 63;
  const auto is_allowed = [](char c) {
    return is_alpha(c) || is_digit(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
  };
  return !label.empty() && label.size() <= kLongest && label.front() != '-' && label.back() != '-' &&
         std::all_of(label.begin(), label.end(), is_allowed);
}

// Section 4.10.5.1.5 "valid email address"; its domain may be an international one, whatever that is in ASCII.
bool is_email(std::string_view address) {
  constexpr std::string_view kOthers = ".!#$%&'*+/=?^_`{|}~-";
  const auto is_allowed = [&](char c) {
    return is_alpha(c) || is_digit(c) || kOthers.find(c) != std::string_view::npos;
  };
  const std::size_t at = address.find('@');
  if (at == std::string_view::npos || at == 0) return false;
  const std::string_view name = address.substr(0, at);
  if (!std::all_of(name.begin(), name.end(), is_allowed)) return false;
  std::string_view domain = address.substr(at + 1);
  for (;;) {
    const std::size_t dot = domain.find('.');
    if (!is_domain_label(domain.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    domain.remove_prefix(dot + 1);
  }
}

bool is_email_mismatch(pugi::xml_node input, std::string_view value) {
  if (value.empty()) return false;
  if (!has_attribute(input, "multiple")) return !is_email(value);
  for (;;) {
    const std::size_t comma = value.find(',');
    if (!is_email(stripped(value.substr(0, comma)))) return true;
    if (comma == std::string_view::npos) return false;
    value.remove_prefix(comma + 1);
  }
}

std::uint32_t length_flags(pugi::xml_node element, std::string_view value) {
  if (!is_dirty(element)) return 0;
  const auto length = static_cast<long>(utf16_size(value));
  const auto limit = [&](const char* name, long& number) {
    return parse_non_negative_integer(element.attribute(name).value(), number);
  };
  long number = 0;
  std::uint32_t flags = 0;
  if (limit("maxlength", number) && length > number) flags |= kTooLong;
  if (limit("minlength", number) && length > 0 && length < number) flags |= kTooShort;
  return flags;
}

std::uint32_t range_flags(pugi::xml_node input, const std::string& value) {
  const InputType type = input_type(input);
  double number = 0;
  if (!parse_numeric_value(type, value, number)) return 0;
  const StepRange range = step_range(input);
  std::uint32_t flags = is_step_mismatch(range, number) ? kStepMismatch : 0U;
  // A time may go over midnight: then only what is outside of both is wrong, and it is so in both ways.
  if (type == InputType::kTime && range.has_minimum && range.has_maximum && range.minimum > range.maximum) {
    return number < range.minimum && number > range.maximum ? flags | kRangeUnderflow | kRangeOverflow : flags;
  }
  if (range.has_minimum && number < range.minimum) flags |= kRangeUnderflow;
  if (range.has_maximum && number > range.maximum) flags |= kRangeOverflow;
  return flags;
}

}  // namespace

bool can_be_required(pugi::xml_node element) {
  return is_named(element, "input") || is_named(element, "select") || is_named(element, "textarea");
}

bool is_required(pugi::xml_node element) {
  if (!can_be_required(element) || !has_attribute(element, "required")) return false;
  return !is_named(element, "input") || applies_required(input_type(element));
}

bool will_validate(pugi::xml_node element) {
  const bool is_submit = is_named(element, "button") && is_submit_button(element);
  if (!can_be_required(element) && !is_submit) return false;
  // Of inputs of any type, though it may mean nothing there.
  const bool is_read_only =
      has_attribute(element, "readonly") && (is_named(element, "input") || is_named(element, "textarea"));
  return !is_barred_type(input_type(element)) && !is_disabled(element) && !is_read_only &&
         !nearest_ancestor(element, "datalist");
}

std::uint32_t validity_of(pugi::xml_node element) {
  if (!will_validate(element)) return 0;
  std::uint32_t flags = is_value_missing(element) ? kValueMissing : 0U;
  const InputType type = input_type(element);
  if (is_text_control(element)) {
    const std::string value = value_of(element);
    flags |= length_flags(element, value);
    if (type == InputType::kEmail && is_email_mismatch(element, value)) flags |= kTypeMismatch;
  } else if (is_numeric_type(type)) {
    flags |= range_flags(element, value_of(element));
  }
  return flags;
}

}  // namespace hxws
