#include "document/selectors/compound.hpp"

#include <cstddef>

namespace hxws {
namespace {

// From an element to those that a combinator's left side may be.
const char* axis_to_left(char combinator) {
  switch (combinator) {
    case '>':
      return "parent::";
    case '+':
      return "preceding-sibling::*[1]/self::";
    case '~':
      return "preceding-sibling::";
    default:
      return "ancestor::";
  }
}

const char* axis_to_right(char combinator) {
  switch (combinator) {
    case '>':
      return "child::";
    case '+':
      return "following-sibling::*[1]/self::";
    case '~':
      return "following-sibling::";
    default:
      return "descendant::";
  }
}

// Whether of all elements that match left of `combinator` the nearest will do, since nothing further to the left,
// behind `next`, can match for another one that does not match for it.
bool is_nearest_enough(char combinator, char next) {
  return (combinator == ' ' && next == ' ') || (combinator == '~' && (next == ' ' || next == '>' || next == '~'));
}

}  // namespace

Compound right_to_left(const Complex& complex) {
  Compound subject = complex.back().compound;
  std::string path;
  for (std::size_t right = complex.size() - 1; right > 0; --right) {
    const char combinator = complex[right].combinator;
    if (!path.empty()) path += '/';
    path += axis_to_left(combinator);
    path += step(complex[right - 1].compound);
    if (is_nearest_enough(combinator, complex[right - 1].combinator)) path += "[1]";
  }
  if (!path.empty()) subject.predicates += "[" + path + "]";
  return subject;
}

std::string left_to_right(const Complex& complex) {
  std::string path;
  for (const Part& part : complex) {
    if (!path.empty()) path += '/';
    path += axis_to_right(part.combinator);
    path += step(part.compound);
  }
  return path;
}

}  // namespace hxws
