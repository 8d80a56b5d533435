// Compiles CSS selectors (Selectors 4) to XPath 1.0, as pugixml evaluates it on a tree of tree.hpp's conventions.
//
// HTML's rules: names of elements and attributes are compared without case on HTML elements, and so are the values of
// the attributes that the standard lists; ids and classes are compared with case, in quirks mode without. What XPath
// can't find out - a control's state, positions among elements of any type - is asked of marks: hidden attributes that
// must be there while the expression is evaluated (marks.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "document/selectors/marks.hpp"
#include "document/tree.hpp"

namespace hxws {

// Selectors beyond these limits are refused: bytes, nested parentheses, and simple selectors and combinators.
inline constexpr std::size_t kLongestSelector = 65'536;
inline constexpr int kDeepestSelector = 32;
inline constexpr int kSelectorParts = 256;

// A selector that is a single simple one needs no XPath; in quirks mode a type only.
enum class SimpleSelector { kNone, kType, kId, kClass };

struct CompiledSelector {
  // The elements inside the context node that match, in tree order.
  std::string xpath;
  // Whether the context node, an element, matches.
  std::string condition;
  // The marks that both need: bits of Mark.
  std::uint32_t marks = 0;
  SimpleSelector simple = SimpleSelector::kNone;
  // Of a simple selector: the type in lower case, the id or the class.
  std::string name;
  // False where the text is no selector, or one that needs a browser.
  bool valid = false;
  // Where it is wrong, in bytes.
  std::size_t offset = 0;
  // Why, in English; null where it is valid.
  const char* reason = nullptr;
};

CompiledSelector compile_selector(std::string_view selector, QuirksMode quirks_mode);

}  // namespace hxws
