#include "document/swaps/watched.hpp"

#include "document/tree.hpp"

namespace hxws {
namespace {

constexpr const char* kWatchedState = " watched";

}  // namespace

std::size_t Watched::watch(pugi::xml_node element) {
  const pugi::xml_attribute known = element.attribute(kWatchedState);
  if (!known.empty()) return known.as_uint();
  element.append_attribute(kWatchedState).set_value(static_cast<unsigned>(elements_.size()));
  elements_.push_back(element);
  return elements_.size() - 1;
}

void Watched::follow(pugi::xml_node copy) {
  if (elements_.empty()) return;
  for (pugi::xml_node each = copy; each; each = next_element(each, copy)) {
    const pugi::xml_attribute known = each.attribute(kWatchedState);
    if (!known.empty()) elements_[known.as_uint()] = each;
  }
}

void Watched::let_go(pugi::xml_node root) {
  if (elements_.empty()) return;
  for (pugi::xml_node each = root; each; each = next_element(each, root)) {
    const pugi::xml_attribute known = each.attribute(kWatchedState);
    if (!known.empty()) elements_[known.as_uint()] = {};
  }
}

void Watched::end() {
  for (pugi::xml_node each : elements_) each.remove_attribute(kWatchedState);
  elements_.clear();
}

}  // namespace hxws
