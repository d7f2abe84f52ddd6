// Working memory for parallel loops: as many pieces as there are threads at work at once.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace entente {

/// Hands a worker to each body that asks, making one where all are in use, and takes it back. What workers
/// gather must not depend on who gathered it.
/// \threads with() may be called by many at once; all() when no body runs
template <class Worker>
class WorkerPool {
public:
    explicit WorkerPool(std::function<std::unique_ptr<Worker>()> make) : make_(std::move(make)) {}

    /// Calls `body(worker)`. A worker whose body throws is dropped.
    template <class Body>
    void with(Body&& body) {
        std::unique_ptr<Worker> worker = take();
        body(*worker);
        const std::scoped_lock lock(mutex_);
        free_.push_back(std::move(worker));
    }

    [[nodiscard]] const std::vector<std::unique_ptr<Worker>>& all() const { return free_; }

private:
    std::unique_ptr<Worker> take() {
        {
            const std::scoped_lock lock(mutex_);
            if (!free_.empty()) {
                auto worker = std::move(free_.back());
                free_.pop_back();
                return worker;
            }
        }
        return make_();
    }

    std::function<std::unique_ptr<Worker>()> make_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Worker>> free_;
};

}  // namespace entente
