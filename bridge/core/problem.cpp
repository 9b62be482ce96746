#include "problem.h"

namespace pierhead::bridge {

Problem Problem::from(const Error &error)
{
    return Problem{wireName(error.code), error.message, error.detail};
}

} // namespace pierhead::bridge
