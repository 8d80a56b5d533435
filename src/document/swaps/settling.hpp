// What htmx 2.0.11 does to new content around its insertion (its handleAttributes, insertNodesBefore and the tasks of
// its settleInfo): until all of a message is there, new elements wear the class htmx-added, and those that take the
// place of one with the same id wear some of that one's attributes.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "document/swaps/watched.hpp"

namespace hxws {

// The tasks of one message.
class Settling {
 public:
  explicit Settling(Watched& watched) : watched_(watched) {}

  // The children of `content` are about to be inserted below `parent`. `only` is an element that is known to be the
  // only one of its id in the page, or empty: it need not be looked for.
  void borrow_attributes(pugi::xml_node parent, pugi::xml_node content, pugi::xml_node only);

  // The element, one of the top of the content, is in the page.
  void take_in(pugi::xml_node inserted);

  // Runs the tasks. Answers the inserted elements that are still there, in the order of insertion.
  std::vector<pugi::xml_node> settle();

 private:
  // Those of htmx.config.attributesToSettle.
  static constexpr std::array<const char*, 4> kNames = {"class", "style", "width", "height"};
  using Values = std::array<std::optional<std::string>, kNames.size()>;

  static Values values_of(pugi::xml_node element);
  static void give(pugi::xml_node element, const Values& values);

  struct Task {
    std::size_t element;           // as watched
    std::optional<Values> values;  // its own, which it gets back; none: it was taken in
  };

  Watched& watched_;
  std::vector<Task> tasks_;
};

}  // namespace hxws
