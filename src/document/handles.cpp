#include "document/handles.hpp"

#include "document/tree.hpp"

namespace hxws {
namespace {

std::int32_t handle_of(pugi::xml_node element) { return element.attribute(kHandleState).as_int(); }

}  // namespace

std::int32_t Handles::of(pugi::xml_node element) {
  const std::int32_t known = handle_of(element);
  if (known != 0) return known;
  const std::int32_t handle = ++newest_;
  element.append_attribute(kHandleState).set_value(handle);
  elements_.emplace(handle, element);
  return handle;
}

pugi::xml_node Handles::find(std::int32_t handle) const {
  const auto found = elements_.find(handle);
  return found == elements_.end() ? pugi::xml_node() : found->second;
}

void Handles::end(pugi::xml_node root, std::vector<std::int32_t>& dead) {
  for (pugi::xml_node each = root; each; each = next_element(each, root)) {
    const std::int32_t handle = handle_of(each);
    if (handle != 0 && elements_.erase(handle) == 1) dead.push_back(handle);
  }
}

void Handles::follow(pugi::xml_node root) {
  for (pugi::xml_node each = root; each; each = next_element(each, root)) {
    const std::int32_t handle = handle_of(each);
    if (handle != 0) elements_[handle] = each;
  }
}

}  // namespace hxws
