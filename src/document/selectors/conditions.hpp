// What simple selectors (Selectors 4, sections 6 and 13) ask of an element, as XPath: conditions, without brackets.
#pragma once

#include <cstdint>
#include <string>

namespace hxws {

// `[name operation value flag]`: the operation is the character before its "=", or "=" alone; the flag is 'i', 's' or a
// null where there is none.
struct AttributeSelector {
  std::string name;
  char operation = '=';
  std::string value;
  char flag = '\0';
};

// The attribute's name with or without case, as xpath_attribute() has it in `attribute`.
std::string has_attribute_value(const std::string& attribute, const AttributeSelector& selector);

std::string has_id(const std::string& id, bool without_case);

std::string has_class(const std::string& name, bool without_case);

// Of an+b: whether `before`, the number of siblings on one side, is one less than it for some n of 0, 1, 2 ...
std::string is_nth(const std::string& before, std::int64_t a, std::int64_t b);

}  // namespace hxws
