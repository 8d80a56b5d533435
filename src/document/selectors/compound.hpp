// Compound and complex selectors (Selectors 4, section 3) as XPath.
#pragma once

#include <string>
#include <vector>

namespace hxws {

// A compound selector as a step of an XPath location path, without its axis.
struct Compound {
  std::string test = "*";
  std::string predicates;
};

// A compound selector and the combinator before it: ' ', '>', '+', '~'; a null before the first of a complex selector.
struct Part {
  char combinator = '\0';
  Compound compound;
};

using Complex = std::vector<Part>;

inline std::string step(const Compound& compound) { return compound.test + compound.predicates; }

// The last compound of the selector, with what must stand left of it as a predicate.
Compound right_to_left(const Complex& complex);

// The elements that the selector, relative to the context node, is about: a location path.
std::string left_to_right(const Complex& complex);

}  // namespace hxws
