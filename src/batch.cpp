#include "batch.hpp"

#include "arena.hpp"
#include "ascii.hpp"

namespace hxws {
namespace {

// What an element does to its target.
enum class Effect : std::uint8_t {
  kUnknown,          // a barrier
  kReplace,          // by an element of the same id
  kReplaceByOther,   // by one of another id, or of none
  kReplaceChildren,  //
  kAppend,           // at the end of its children
  kPrepend,          // before its first child
  kInsertBeside,     // before or after it
  kDelete,
};

// What later steps do to a target that an earlier one acts on, in ascending order.
enum Fate : std::uint32_t {
  kStays = 0,
  kLosesChildren = 1,
  kGoes = 2,
};

constexpr std::uint32_t kNoMessage = 0xFFFFFFFF;
constexpr std::uint32_t kNotPlain = kHasScript | kHasHtmx | kHasPreserve | kHasAutofocus | kHasCustom | kHasTemplate;

struct Item {
  BatchStep step;
  Effect effect;
  std::string_view target;  // its id, without the "#"
  bool makes_target;        // what is inside it may have the same id
  bool dropped;
};

// A number for each target, 0 until it is set. Open addressing by id.
class Marks {
 public:
  bool prepare(std::uint32_t targets) {
    size_ = 2;
    while (size_ < std::size_t{targets} * 2) size_ *= 2;
    entries_ = arena_array<Entry>(size_);
    if (entries_ == nullptr) return false;
    for (std::size_t index = 0; index < size_; ++index) entries_[index] = {};
    return true;
  }

  std::uint32_t& of(std::string_view id) {
    std::size_t index = hash(id) & (size_ - 1);
    while (!entries_[index].id.empty() && entries_[index].id != id) index = (index + 1) & (size_ - 1);
    Entry& entry = entries_[index];
    if (entry.time != time_) entry = {id, time_, 0};
    return entry.mark;
  }

  // Makes all of them 0.
  void forget() { ++time_; }

 private:
  struct Entry {
    std::string_view id;
    std::uint32_t time;
    std::uint32_t mark;
  };

  static std::size_t hash(std::string_view text) {
    std::uint32_t hash = 2166136261U;  // FNV-1a
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return hash;
  }

  Entry* entries_ = nullptr;
  std::size_t size_ = 0;
  std::uint32_t time_ = 1;
};

// Longer ids are barriers: each is looked for in its element.
constexpr std::size_t kLongestId = 100;

// An id that stands in a selector as it is: "-" and "_" apart, letters and digits, a letter first.
bool is_plain_id(std::string_view id) {
  if (id.empty() || id.size() > kLongestId || !is_alpha(id[0])) return false;
  for (const char c : id) {
    if (!is_alpha(c) && !is_digit(c) && c != '-' && c != '_') return false;
  }
  return true;
}

Effect effect_of_style(std::string_view style, bool same_id) {
  if (style == "outerHTML") return same_id ? Effect::kReplace : Effect::kReplaceByOther;
  if (style == "innerHTML") return Effect::kReplaceChildren;
  if (style == "beforeend") return Effect::kAppend;
  if (style == "afterbegin") return Effect::kPrepend;
  if (style == "beforebegin" || style == "afterend") return Effect::kInsertBeside;
  return style == "delete" ? Effect::kDelete : Effect::kUnknown;
}

std::string_view part(std::string_view text, Span span) { return text.substr(span.start, span.size()); }

Item item_of(std::string_view message, const FragmentElement& element) {
  Item item = {};
  item.step.sure = true;
  item.step.source = element.source;
  item.step.flags = element.flags;
  item.step.has_swap = element.has_swap;
  item.step.swap = element.swap;
  if ((element.flags & kNotPlain) != 0) return item;
  const std::string_view id = element.has_id ? part(message, element.id) : std::string_view();
  const std::string_view selector = part(element.swap_value, element.swap_parts.selector);
  if (!selector.empty() && selector[0] != '#') return item;
  // the spans of the element's decoded values end with the next message
  const bool names_other = !selector.empty();
  const std::size_t selector_start = element.swap.start + element.swap_parts.selector.start + 1;
  item.target = names_other ? message.substr(selector_start, selector.size() - 1) : id;
  if (!is_plain_id(item.target)) return item;
  const bool by_id = !element.has_swap || element.swap_parts.by_id;
  const std::string_view style = part(element.swap_value, element.swap_parts.style);
  item.effect = by_id ? Effect::kReplace : effect_of_style(style, item.target == id);
  if (item.effect == Effect::kAppend && (element.flags & kHasId) != 0) {
    const auto behind = static_cast<std::size_t>(item.target.data() - message.data()) + item.target.size();
    item.makes_target = message.substr(behind, element.source.end - behind).find(item.target) != std::string_view::npos;
  }
  return item;
}

class Planner {
 public:
  bool read(const std::string_view* messages, std::uint32_t count);
  Batch plan();

 private:
  bool read_message(std::string_view message, std::uint32_t index);
  void drop();
  void join();

  Item* items_ = nullptr;
  std::uint32_t count_ = 0;
  Marks marks_;
};

// Room for every element that the messages can hold.
std::uint32_t item_limit(const std::string_view* messages, std::uint32_t count) {
  std::uint32_t limit = count;
  for (std::uint32_t index = 0; index < count; ++index) {
    for (const char c : messages[index]) limit += c == '<' ? 1 : 0;
  }
  return limit;
}

bool Planner::read(const std::string_view* messages, std::uint32_t count) {
  items_ = arena_array<Item>(item_limit(messages, count));
  if (items_ == nullptr) return false;
  for (std::uint32_t index = 0; index < count; ++index) {
    const ArenaMark mark = arena_mark();
    const bool done = read_message(messages[index], index);
    arena_rewind(mark);
    if (!done) return false;
  }
  return marks_.prepare(count_);
}

bool Planner::read_message(std::string_view message, std::uint32_t index) {
  const Fragments found = parse_fragments(message);
  if (found.error != Error::kNone) return false;
  bool sure = found.certainty != Certainty::kUnsure;
  for (std::uint32_t number = 0; sure && number < found.count; ++number) {
    const FragmentElement& element = found.elements[number];
    sure = !element.has_swap || element.swap_is_source;
  }
  const std::uint32_t count = sure ? found.count : 1;
  for (std::uint32_t number = 0; number < count; ++number) {
    Item& item = items_[count_++];
    item = sure ? item_of(message, found.elements[number]) : Item();
    item.step.message = index;
    item.step.alone = found.certainty == Certainty::kSeparate || (item.step.flags & kIsTablePart) != 0;
  }
  return true;
}

// From the last to the first: what would be undone is dropped. Whatever stands between the two acts either on what
// goes, or on what would be the same without the earlier one.
void Planner::drop() {
  marks_.forget();
  std::uint32_t barrier = kNoMessage;  // the message of the last one met
  for (std::uint32_t index = count_; index-- > 0;) {
    Item& item = items_[index];
    if (item.effect == Effect::kUnknown) {
      marks_.forget();
      barrier = item.step.message;
      continue;
    }
    // as long as a message lasts, an element has classes of the one that it replaced: a later selector may see them
    if (item.step.message == barrier) continue;
    std::uint32_t& fate = marks_.of(item.target);
    switch (item.effect) {
      case Effect::kReplaceChildren:
        item.dropped = fate >= kLosesChildren;
        if (fate < kLosesChildren) fate = kLosesChildren;
        break;
      case Effect::kAppend:
      case Effect::kPrepend:
        item.dropped = fate >= kLosesChildren;
        break;
      case Effect::kReplace:
        item.dropped = fate == kGoes;
        fate = kGoes;
        break;
      case Effect::kReplaceByOther:
      case Effect::kDelete:
        fate = kGoes;
        break;
      case Effect::kInsertBeside:
      case Effect::kUnknown:
        break;
    }
  }
}

// From the first to the last: an insertion at the end of a target is done together with an earlier one, as long as
// nothing between them can take the target away, make another of its id, or look for what the later one inserts.
void Planner::join() {
  marks_.forget();
  std::uint32_t last_step = 0;  // one above it; of those that stand by themselves
  for (std::uint32_t index = 0; index < count_; ++index) {
    Item& item = items_[index];
    if (item.dropped) continue;
    item.step.into = index;
    const bool appends = item.effect == Effect::kAppend;
    const bool inserts = appends || item.effect == Effect::kPrepend || item.effect == Effect::kInsertBeside;
    const bool has_ids = (item.step.flags & kHasId) != 0;
    if (appends) {
      const std::uint32_t head = marks_.of(item.target);
      if (head != 0 && (!has_ids || head == last_step)) item.step.into = head - 1;
    }
    if (item.step.into == index) last_step = index + 1;
    if (!inserts || has_ids) marks_.forget();
    if (inserts) marks_.of(item.target) = appends && !item.makes_target ? item.step.into + 1 : 0;
  }
}

Batch Planner::plan() {
  drop();
  join();
  auto* steps = arena_array<BatchStep>(count_);
  auto* numbers = arena_array<std::uint32_t>(count_);
  if (steps == nullptr || numbers == nullptr) return {Error::kOutOfMemory, nullptr, 0};
  std::uint32_t count = 0;
  for (std::uint32_t index = 0; index < count_; ++index) {
    if (items_[index].dropped) continue;
    numbers[index] = count;
    steps[count] = items_[index].step;
    steps[count].into = numbers[steps[count].into];
    ++count;
  }
  return {Error::kNone, steps, count};
}

}  // namespace

Batch plan_batch(const std::string_view* messages, std::uint32_t count) {
  Planner planner;
  if (!planner.read(messages, count)) return {Error::kOutOfMemory, nullptr, 0};
  return planner.plan();
}

}  // namespace hxws
