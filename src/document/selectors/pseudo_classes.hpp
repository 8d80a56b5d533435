// The pseudo-classes without parentheses (Selectors 4), but for those that ask for the element's type.
#pragma once

#include <cstdint>
#include <string_view>

namespace hxws {

// The XPath that one is, or, where that is null, the mark that tells of it (marks.hpp).
struct PseudoClass {
  std::string_view name;
  const char* condition;
  std::uint32_t mark;
};

// By its name in lower case; null where there is none, or where it needs a browser.
const PseudoClass* pseudo_class_of(std::string_view name);

// Why one of that name, in lower case and with or without parentheses, can't be asked of a page without a browser, in
// English; null where that is no reason.
const char* browsers_own(std::string_view name);

}  // namespace hxws
