#include "methodtable.h"

namespace pierhead::bridge {

const MethodTable::Method *MethodTable::find(const QString &name) const
{
    const auto found = m_methods.constFind(name);
    return found == m_methods.cend() ? nullptr : &*found;
}

} // namespace pierhead::bridge
