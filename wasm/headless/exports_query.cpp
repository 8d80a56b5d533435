// A page's elements by selectors, and its forms, as C functions of numbers: see border.hpp.
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "border.hpp"
#include "document/forms/checkedness.hpp"
#include "document/forms/controls.hpp"
#include "document/forms/entries.hpp"
#include "document/forms/form_owner.hpp"
#include "document/forms/options.hpp"
#include "document/forms/validity.hpp"
#include "document/selectors/query.hpp"
#include "document/tree.hpp"

using namespace hxws::border;  // NOLINT(google-build-using-namespace): this file is the border
using hxws::Document;
using hxws::Error;

namespace {

// An element of a document, both of which the caller named by numbers.
struct Subject {
  Subject(std::int32_t number, std::int32_t handle) : page(document(number)) {
    if (page != nullptr) element = border_element(handle);
  }
  pugi::xml_node border_element(std::int32_t handle) const { return hxws::border::element(*page, handle); }
  explicit operator bool() const { return page != nullptr && !element.empty(); }

  Document* page;
  pugi::xml_node element;
};

std::int32_t handle_or_none(Document& page, pugi::xml_node element) { return element ? page.handle_of(element) : 0; }

// 1 or 0, or why the change was refused.
std::int32_t put_change(const hxws::Change& change) {
  if (change.refusal == nullptr) return change.is_changed ? 1 : 0;
  put_text(change.refusal);
  output[2] = output[1];
  output[1] = output[0];
  output[0] = -1;
  return code(Error::kBadArgument);
}

std::int32_t put_fault(std::string_view selector, const hxws::SelectorFault& fault) {
  return put_bad_selector(selector, fault.offset, fault.reason);
}

}  // namespace

// Text: a selector. Leaves the elements inside `root` (0: the document) that match; where `first_only` is 1, the first.
HXWS_EXPORT std::int32_t hxws_document_query(std::int32_t number, std::int32_t root, std::uint32_t size,
                                             std::int32_t first_only) {
  Document* page = document(number);
  const pugi::xml_node start = page == nullptr ? pugi::xml_node() : node(*page, root);
  if (page == nullptr || !start) return code(Error::kNotFound);
  if (!holds(size)) return code(Error::kBadArgument);
  const std::string_view selector = text(0, size);
  hxws::SelectorFault fault;
  std::vector<pugi::xml_node> found;
  if (first_only == 0) {
    found = hxws::select_all(start, selector, fault);
  } else if (const pugi::xml_node first = hxws::select_first(start, selector, fault)) {
    found.push_back(first);
  }
  return fault.reason == nullptr ? put_elements(*page, found) : put_fault(selector, fault);
}

// Text: a selector. 1 where the element matches, else 0.
HXWS_EXPORT std::int32_t hxws_document_matches(std::int32_t number, std::int32_t handle, std::uint32_t size) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  if (!holds(size)) return code(Error::kBadArgument);
  hxws::SelectorFault fault;
  const bool is_match = hxws::matches(subject.element, text(0, size), fault);
  return fault.reason == nullptr ? (is_match ? 1 : 0) : put_fault(text(0, size), fault);
}

// Text: a selector. The handle of the innermost that matches of the element and those around it, or 0.
HXWS_EXPORT std::int32_t hxws_document_closest(std::int32_t number, std::int32_t handle, std::uint32_t size) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  if (!holds(size)) return code(Error::kBadArgument);
  hxws::SelectorFault fault;
  const pugi::xml_node found = hxws::closest(subject.element, text(0, size), fault);
  return fault.reason == nullptr ? handle_or_none(*subject.page, found) : put_fault(text(0, size), fault);
}

// Returns 1 and leaves the control's value, or returns 0 where the element has none.
HXWS_EXPORT std::int32_t hxws_document_value(std::int32_t number, std::int32_t handle) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  if (!hxws::has_value(subject.element)) return 0;
  put_text(hxws::value_of(subject.element));
  return 1;
}

// 1 or 0 of a checkbox, a radio button or an option; of other elements kNotFound.
HXWS_EXPORT std::int32_t hxws_document_checked(std::int32_t number, std::int32_t handle) {
  const Subject subject(number, handle);
  const hxws::Checkedness checked = subject ? hxws::checkedness(subject.element) : hxws::Checkedness::kNone;
  if (checked == hxws::Checkedness::kNone) return code(Error::kNotFound);
  return checked == hxws::Checkedness::kOn ? 1 : 0;
}

// Text: what a user puts into the control. 1 where this changes its value, else 0. Where no user could, kBadArgument,
// and leaves [-1, address and size of the reason].
HXWS_EXPORT std::int32_t hxws_document_fill(std::int32_t number, std::int32_t handle, std::uint32_t size) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  if (!holds(size)) return code(Error::kBadArgument);
  return put_change(hxws::fill(subject.element, text(0, size)));
}

// Checks or unchecks a checkbox or a radio button. Answers as hxws_document_fill.
HXWS_EXPORT std::int32_t hxws_document_check(std::int32_t number, std::int32_t handle, std::int32_t on) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  return put_change(hxws::check(subject.element, on != 0));
}

// Text: `count` words, the sizes of as many texts, and these one behind the other: values or labels of the options that
// shall be the select's only selected ones. Answers as hxws_document_fill; where one of the texts is to blame, the
// first word is its index.
HXWS_EXPORT std::int32_t hxws_document_choose(std::int32_t number, std::int32_t handle, std::uint32_t count) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  std::uint64_t offset = std::uint64_t{count} * sizeof(std::uint32_t);
  if (!holds(offset)) return code(Error::kBadArgument);
  std::vector<std::string_view> wanted;
  for (std::size_t index = 0; index < count; ++index) {
    std::uint32_t size = 0;
    std::memcpy(&size, text(index * sizeof size, sizeof size).data(), sizeof size);
    if (!holds(offset + size)) return code(Error::kBadArgument);
    wanted.push_back(text(static_cast<std::size_t>(offset), size));
    offset += size;
  }
  std::size_t missing = count;
  const std::int32_t result = put_change(hxws::choose(subject.element, wanted, missing));
  if (result < 0 && missing < count) output[0] = word(missing);
  return result;
}

// The handle of the element's form owner, or 0.
HXWS_EXPORT std::int32_t hxws_document_form(std::int32_t number, std::int32_t handle) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  return handle_or_none(*subject.page, hxws::form_owner(subject.element));
}

// Leaves the form's elements, as HTMLFormElement.elements has them.
HXWS_EXPORT std::int32_t hxws_document_form_elements(std::int32_t number, std::int32_t form) {
  const Subject subject(number, form);
  if (!subject) return code(Error::kNotFound);
  return put_elements(*subject.page, hxws::form_elements(subject.element));
}

// The handle of the form's default button, which may be disabled, or 0.
HXWS_EXPORT std::int32_t hxws_document_default_button(std::int32_t number, std::int32_t form) {
  const Subject subject(number, form);
  if (!subject) return code(Error::kNotFound);
  return handle_or_none(*subject.page, hxws::default_button(subject.element));
}

// Leaves the form's entry list as a list of texts, name, value, name, value ...; `submitter` is 0 or a button of it.
HXWS_EXPORT std::int32_t hxws_document_entries(std::int32_t number, std::int32_t form, std::int32_t submitter) {
  const Subject subject(number, form);
  if (!subject) return code(Error::kNotFound);
  const pugi::xml_node button = subject.border_element(submitter);
  if (submitter != 0 && !button) return code(Error::kNotFound);
  std::vector<std::string> texts;
  for (hxws::Entry& entry : hxws::entry_list(subject.element, button)) {
    texts.push_back(std::move(entry.name));
    texts.push_back(std::move(entry.value));
  }
  return put_texts(texts);
}

// Makes the form's controls what their attributes say.
HXWS_EXPORT std::int32_t hxws_document_reset(std::int32_t number, std::int32_t form) {
  const Subject subject(number, form);
  if (!subject) return code(Error::kNotFound);
  hxws::reset_form(subject.element);
  return code(Error::kNone);
}

// What the element suffers from: bits of ValidityFlag (src/document/forms/validity.hpp), 0 where it is valid or barred.
// The binding adds what needs JavaScript: pattern, and type=url; hxws_document_will_validate says whether it may.
HXWS_EXPORT std::int32_t hxws_document_validity(std::int32_t number, std::int32_t handle) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  return static_cast<std::int32_t>(hxws::validity_of(subject.element));
}

// 1 where the element is validated, 0 where it is barred from it.
HXWS_EXPORT std::int32_t hxws_document_will_validate(std::int32_t number, std::int32_t handle) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  return hxws::will_validate(subject.element) ? 1 : 0;
}

// 1 where the element is disabled, else 0.
HXWS_EXPORT std::int32_t hxws_document_is_disabled(std::int32_t number, std::int32_t handle) {
  const Subject subject(number, handle);
  if (!subject) return code(Error::kNotFound);
  return hxws::is_disabled(subject.element) ? 1 : 0;
}
