// What XPath can't find out of a tree, written into hidden attributes for as long as an expression is evaluated.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <vector>

namespace hxws {

// The kinds of marks: bits.
enum Mark : std::uint32_t {
  kCheckedMark = 1,
  kDisabledMark = 2,
  kEnabledMark = 4,
  kOptionalMark = 8,
  kRequiredMark = 16,
  kScopeMark = 32,
  kTypeMarks = 64,
};

// A pseudo-class that is marked has an attribute of this name, and no matter what value.
inline constexpr const char* kPseudoClassMark = " :";

// How many siblings of the same name stand before the element, and behind it.
inline constexpr const char* kTypePredecessorsMark = " type-predecessors";
inline constexpr const char* kTypeFollowersMark = " type-followers";

// The marks of a whole tree, as long as the object lives.
class Marks {
 public:
  // `kinds` are bits of Mark; `scope` is what :scope matches, a document's element if it is a document.
  Marks(pugi::xml_node scope, std::uint32_t kinds);
  ~Marks();
  Marks(const Marks&) = delete;
  Marks& operator=(const Marks&) = delete;

 private:
  void put_states(pugi::xml_node element, std::uint32_t kinds);
  void put_checked(pugi::xml_node element);
  void put_types(pugi::xml_node first);
  void put(pugi::xml_node element, const char* name, int value = 1);

  struct Put {
    pugi::xml_node element;
    pugi::xml_attribute attribute;
  };
  std::vector<Put> marks_;
};

}  // namespace hxws
