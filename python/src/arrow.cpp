// Arrow's C data interface, as its specification lays it out: buffers are lent, and kept until released.
#include <array>
#include <cerrno>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "tables.hpp"

namespace {

extern "C" {
struct ArrowSchema {
    const char* format;
    const char* name;
    const char* metadata;
    std::int64_t flags;
    std::int64_t n_children;
    ArrowSchema** children;
    ArrowSchema* dictionary;
    void (*release)(ArrowSchema*);
    void* private_data;
};
struct ArrowArray {
    std::int64_t length;
    std::int64_t null_count;
    std::int64_t offset;
    std::int64_t n_buffers;
    std::int64_t n_children;
    const void** buffers;
    ArrowArray** children;
    ArrowArray* dictionary;
    void (*release)(ArrowArray*);
    void* private_data;
};
struct ArrowArrayStream {
    int (*get_schema)(ArrowArrayStream*, ArrowSchema* out);
    int (*get_next)(ArrowArrayStream*, ArrowArray* out);
    const char* (*get_last_error)(ArrowArrayStream*);
    void (*release)(ArrowArrayStream*);
    void* private_data;
};
}

}  // namespace

namespace entente::python {
namespace {

constexpr std::int64_t kNullable = 2;

/// What a node of a schema or of an array owns: its children (released where nobody took them away), its
/// buffers, and whoever owns the bytes.
template <class Node>
struct Kept {
    std::string name;
    std::vector<std::unique_ptr<Node>> children;
    std::vector<Node*> pointers;
    std::unique_ptr<Node> dictionary;
    std::array<const void*, 3> buffers{};
    std::vector<std::shared_ptr<const void>> owners;
};

template <class Node>
void release(Node* node) {
    auto* kept = static_cast<Kept<Node>*>(node->private_data);
    for (const auto& child : kept->children) {
        if (child->release != nullptr) child->release(child.get());
    }
    if (kept->dictionary && kept->dictionary->release != nullptr)
        kept->dictionary->release(kept->dictionary.get());
    delete kept;
    node->release = nullptr;
}

template <class Node>
void attach(Node& node, std::unique_ptr<Kept<Node>> kept) {
    for (const auto& child : kept->children) kept->pointers.push_back(child.get());
    node.n_children = static_cast<std::int64_t>(kept->pointers.size());
    node.children = kept->pointers.empty() ? nullptr : kept->pointers.data();
    node.dictionary = kept->dictionary.get();
    node.release = release<Node>;
    node.private_data = kept.release();
}

ArrowSchema schema_node(const char* format, std::string name, std::unique_ptr<Kept<ArrowSchema>> kept) {
    ArrowSchema node{};
    kept->name = std::move(name);
    node.format = format;
    node.name = kept->name.c_str();
    node.flags = kNullable;
    attach(node, std::move(kept));
    return node;
}

ArrowSchema schema_of(const Column& column) {
    auto kept = std::make_unique<Kept<ArrowSchema>>();
    const char* format = "g";
    switch (column.kind) {
        case Column::Kind::real:
            break;
        case Column::Kind::whole:
            format = "l";
            break;
        case Column::Kind::yes_or_no:
            format = "b";
            break;
        case Column::Kind::text:
            format = "U";
            break;
        case Column::Kind::label:
            format = "i";
            kept->dictionary =
                std::make_unique<ArrowSchema>(schema_node("U", "", std::make_unique<Kept<ArrowSchema>>()));
            break;
    }
    return schema_node(format, column.name, std::move(kept));
}

ArrowArray array_node(std::size_t rows, std::size_t missing, int buffers,
                      std::unique_ptr<Kept<ArrowArray>> kept) {
    ArrowArray node{};
    node.length = static_cast<std::int64_t>(rows);
    node.null_count = static_cast<std::int64_t>(missing);
    node.n_buffers = buffers;
    node.buffers = kept->buffers.data();
    attach(node, std::move(kept));
    return node;
}

ArrowArray array_of(const std::shared_ptr<const Texts>& texts, std::unique_ptr<Kept<ArrowArray>> kept,
                    std::size_t missing) {
    kept->buffers[1] = texts->offsets.data();
    kept->buffers[2] = texts->bytes.data();
    kept->owners.push_back(texts);
    return array_node(texts->size(), missing, 3, std::move(kept));
}

ArrowArray array_of(const Column& column) {
    auto kept = std::make_unique<Kept<ArrowArray>>();
    if (column.present) {
        kept->buffers[0] = column.present->data();
        kept->owners.push_back(column.present);
    }
    if (column.kind == Column::Kind::text) return array_of(column.texts, std::move(kept), column.missing);
    if (column.kind == Column::Kind::label)
        kept->dictionary =
            std::make_unique<ArrowArray>(array_of(column.texts, std::make_unique<Kept<ArrowArray>>(), 0));
    kept->buffers[1] = column.values;
    kept->owners.push_back(column.owner);
    return array_node(column.rows, column.missing, 2, std::move(kept));
}

struct Stream {
    std::vector<Column> columns;
    std::size_t rows = 0;
    bool given = false;
};

/// A C function that reports what it throws as a number.
template <class Body>
int guarded(Body&& body) {
    try {
        body();
        return 0;
    } catch (const std::bad_alloc&) {
        return ENOMEM;
    } catch (...) {
        return EIO;
    }
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    return guarded([&] {
        const auto& from = *static_cast<Stream*>(stream->private_data);
        auto kept = std::make_unique<Kept<ArrowSchema>>();
        for (const Column& column : from.columns)
            kept->children.push_back(std::make_unique<ArrowSchema>(schema_of(column)));
        *out = schema_node("+s", "", std::move(kept));
        out->flags = 0;
    });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    return guarded([&] {
        auto& from = *static_cast<Stream*>(stream->private_data);
        if (from.given) {
            *out = ArrowArray{};
            return;
        }
        auto kept = std::make_unique<Kept<ArrowArray>>();
        for (const Column& column : from.columns)
            kept->children.push_back(std::make_unique<ArrowArray>(array_of(column)));
        *out = array_node(from.rows, 0, 1, std::move(kept));
        from.given = true;
    });
}

const char* get_last_error(ArrowArrayStream*) { return nullptr; }

void release_stream(ArrowArrayStream* stream) {
    delete static_cast<Stream*>(stream->private_data);
    stream->release = nullptr;
}

constexpr const char* kCapsule = "arrow_array_stream";

void forget(PyObject* capsule) {
    auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, kCapsule));
    if (stream == nullptr) return;
    if (stream->release != nullptr) stream->release(stream);
    delete stream;
}

}  // namespace

nb::object arrow_stream(const Frame& frame) {
    auto inside = std::make_unique<Stream>(Stream{frame.columns, frame.rows});
    auto stream = std::make_unique<ArrowArrayStream>();
    stream->get_schema = get_schema;
    stream->get_next = get_next;
    stream->get_last_error = get_last_error;
    stream->release = release_stream;
    PyObject* capsule = PyCapsule_New(stream.get(), kCapsule, forget);
    if (capsule == nullptr) throw nb::python_error();
    stream.release()->private_data = inside.release();
    return nb::steal(capsule);
}

}  // namespace entente::python
