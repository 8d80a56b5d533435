#include "document/forms/input_type.hpp"

#include <string_view>

#include "ascii.hpp"
#include "document/tree.hpp"

namespace hxws {
namespace {

struct TypeName {
  std::string_view name;
  InputType type;
};

constexpr TypeName kTypes[] = {
    {"button", InputType::kButton},
    {"checkbox", InputType::kCheckbox},
    {"color", InputType::kColor},
    {"date", InputType::kDate},
    {"datetime-local", InputType::kDatetimeLocal},
    {"email", InputType::kEmail},
    {"file", InputType::kFile},
    {"hidden", InputType::kHidden},
    {"image", InputType::kImage},
    {"month", InputType::kMonth},
    {"number", InputType::kNumber},
    {"password", InputType::kPassword},
    {"radio", InputType::kRadio},
    {"range", InputType::kRange},
    {"reset", InputType::kReset},
    {"search", InputType::kSearch},
    {"submit", InputType::kSubmit},
    {"tel", InputType::kTel},
    {"time", InputType::kTime},
    {"url", InputType::kUrl},
    {"week", InputType::kWeek},
};

}  // namespace

InputType input_type(pugi::xml_node element) {
  if (!is_named(element, "input")) return InputType::kNone;
  const std::string_view type = element.attribute("type").value();
  for (const TypeName& each : kTypes) {
    if (equals_lower(type, each.name)) return each.type;
  }
  return InputType::kText;
}

bool is_text_type(InputType type) { return type <= InputType::kPassword; }

bool is_numeric_type(InputType type) { return type >= InputType::kDate && type <= InputType::kRange; }

bool has_value_of_its_own(InputType type) { return type <= InputType::kColor; }

bool can_be_read_only(InputType type) { return type <= InputType::kNumber; }

}  // namespace hxws
