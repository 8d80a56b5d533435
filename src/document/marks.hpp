// What XPath can't find out of a tree, written into hidden attributes for as long as an expression is evaluated.
#pragma once

#include <cstdint>
#include <pugixml.hpp>
#include <vector>

namespace hxws {

// The letters of the states that the element is in.
inline constexpr const char* kStatesMark = " states";

inline constexpr char kIsChecked = 'c';
inline constexpr char kIsDisabled = 'd';
inline constexpr char kIsEnabled = 'e';
inline constexpr char kIsOptional = 'o';
inline constexpr char kIsRequired = 'r';
inline constexpr char kIsScope = 's';

// How many siblings of the same name stand before the element, and behind it.
inline constexpr const char* kTypePredecessorsMark = " type-predecessors";
inline constexpr const char* kTypeFollowersMark = " type-followers";

// The marks of a whole tree, as long as the object lives.
class Marks {
 public:
  // `kinds` are bits of SelectorMark (selector.hpp); `scope` is what :scope matches, a document's element if it is a
  // document.
  Marks(pugi::xml_node scope, std::uint32_t kinds);
  ~Marks();
  Marks(const Marks&) = delete;
  Marks& operator=(const Marks&) = delete;

 private:
  void put_states(pugi::xml_node element, std::uint32_t kinds, bool is_scope);
  void put_types(pugi::xml_node first);
  void put(pugi::xml_node element, const char* name, const char* value);

  struct Mark {
    pugi::xml_node element;
    pugi::xml_attribute attribute;
  };
  std::vector<Mark> marks_;
};

}  // namespace hxws
