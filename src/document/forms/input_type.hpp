// WHATWG HTML, section 4.10.5: the types of input elements and what applies to each.
#pragma once

#include <pugixml.hpp>

namespace hxws {

enum class InputType {
  kText,
  kSearch,
  kTel,
  kUrl,
  kEmail,
  kPassword,
  kDate,
  kMonth,
  kWeek,
  kTime,
  kDatetimeLocal,
  kNumber,
  kRange,
  kColor,
  kCheckbox,
  kRadio,
  kFile,
  kHidden,
  kSubmit,
  kImage,
  kReset,
  kButton,
  // The element is no input.
  kNone,
};

InputType input_type(pugi::xml_node element);

// A line that a user types: text, search, tel, url, email and password.
bool is_text_type(InputType type);

// A number, or a date or time that counts as one: they have a minimum, a maximum and steps.
bool is_numeric_type(InputType type);

inline bool is_checkable_type(InputType type) { return type == InputType::kCheckbox || type == InputType::kRadio; }

// Whether the control's value is its own, and not that of its attribute.
bool has_value_of_its_own(InputType type);

// Whether readonly applies.
bool can_be_read_only(InputType type);

}  // namespace hxws
