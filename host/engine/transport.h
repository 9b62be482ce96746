#pragma once

#include "engineaddress.h"

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <vector>

namespace pierhead::engine {

/// The line to an engine: bytes to it and bytes from it. For the I/O thread alone. Private to
/// host/engine.
///
/// It is a stream as Asio and Beast want it; the handlers of both are wrapped once, so that what
/// the lines differ in is compiled once.
class Transport : public std::enable_shared_from_this<Transport>
{
public:
    using error_code = boost::system::error_code;
    using executor_type = boost::asio::io_context::executor_type;
    using Handler = std::function<void(const error_code &, std::size_t)>;

    Transport() = default;
    virtual ~Transport() = default;
    Q_DISABLE_COPY_MOVE(Transport)

    /// The line that an address asks for, not connected yet. It is closed when its last owner, on
    /// whichever thread, lets go of it.
    [[nodiscard]] static std::shared_ptr<Transport> make(const EngineAddress &address);

    [[nodiscard]] virtual boost::asio::awaitable<Result<>> connect() = 0;

    /// From the thread that made it, before anything else: connects where that takes no waiting;
    /// where this is false, connect() is next.
    [[nodiscard]] virtual bool connectNow() { return false; }

    /// `done` is never called from within.
    virtual void readSome(boost::asio::mutable_buffer room, Handler done) = 0;
    virtual void writeSome(const std::vector<boost::asio::const_buffer> &bytes, Handler done) = 0;

    /// From any thread while nothing else is being written: how many of the bytes the line has
    /// taken at once. A line that cannot do that takes none.
    [[nodiscard]] virtual qsizetype writeNow(const QByteArray & /*bytes*/) { return 0; }

    /// No more will be written; reading goes on.
    virtual void closeWrite() = 0;
    /// Ends what is under way, with an error.
    virtual void close() = 0;
    /// Nothing has come that was not asked for, an end neither.
    [[nodiscard]] virtual bool isQuiet() = 0;
    /// Why reading or writing failed, where this line knows better than `error`.
    [[nodiscard]] virtual Error explain(const error_code &code, Error error) const = 0;

    // NOLINTBEGIN(readability-identifier-naming): the names that Asio calls.
    [[nodiscard]] static executor_type get_executor();

    template <typename Buffers, typename Token>
    auto async_read_some(const Buffers &buffers, Token &&token)
    {
        return boost::asio::async_initiate<Token, void(error_code, std::size_t)>(
            [this](auto handler, boost::asio::mutable_buffer room) {
                readSome(room, wrapped(std::move(handler)));
            },
            token,
            firstOf(buffers));
    }

    template <typename Buffers, typename Token>
    auto async_write_some(const Buffers &buffers, Token &&token)
    {
        return boost::asio::async_initiate<Token, void(error_code, std::size_t)>(
            [this](auto handler, const std::vector<boost::asio::const_buffer> &bytes) {
                writeSome(bytes, wrapped(std::move(handler)));
            },
            token,
            std::vector<boost::asio::const_buffer>(boost::asio::buffer_sequence_begin(buffers),
                                                   boost::asio::buffer_sequence_end(buffers)));
    }

    // NOLINTEND(readability-identifier-naming)

private:
    /// A function that can be copied, of a handler that can be moved only.
    template <typename Function>
    static Handler wrapped(Function handler)
    {
        return [kept = std::make_shared<Function>(std::move(handler))](const error_code &code,
                                                                       std::size_t count) {
            Function last = std::move(*kept);
            last(code, count);
        };
    }

    template <typename Buffers>
    static boost::asio::mutable_buffer firstOf(const Buffers &buffers)
    {
        const auto end = boost::asio::buffer_sequence_end(buffers);
        for (auto buffer = boost::asio::buffer_sequence_begin(buffers); buffer != end; ++buffer) {
            const boost::asio::mutable_buffer room(*buffer);
            if (room.size() > 0) {
                return room;
            }
        }
        return {};
    }
};

} // namespace pierhead::engine
