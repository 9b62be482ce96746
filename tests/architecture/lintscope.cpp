// A plug-in for clang-tidy. Left alone, it walks every declaration of every header that a source
// includes: most of its time, for findings in the system's headers that it throws away. This
// shows it the project's own declarations alone.

#include <clang/AST/ASTConsumer.h>
#include <clang/AST/ASTContext.h>
#include <clang/Basic/SourceManager.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendPluginRegistry.h>
#include <memory>
#include <string>
#include <vector>

namespace {

class OwnDeclarations final : public clang::ASTConsumer
{
public:
    bool HandleTopLevelDecl(clang::DeclGroupRef group) override
    {
        for (clang::Decl *declaration : group) {
            const clang::SourceManager &sources = declaration->getASTContext().getSourceManager();
            const clang::SourceLocation place = sources.getExpansionLoc(declaration->getLocation());
            if (!sources.isInSystemHeader(place)) {
                m_declarations.push_back(declaration);
            }
        }
        return true;
    }

    void HandleTranslationUnit(clang::ASTContext &context) override
    {
        context.setTraversalScope(m_declarations);
    }

private:
    std::vector<clang::Decl *> m_declarations;
};

class ScopeAction final : public clang::PluginASTAction
{
protected:
    std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance & /*compiler*/,
                                                          llvm::StringRef /*file*/) override
    {
        return std::make_unique<OwnDeclarations>();
    }

    bool ParseArgs(const clang::CompilerInstance & /*compiler*/,
                   const std::vector<std::string> & /*arguments*/) override
    {
        return true;
    }

    ActionType getActionType() override { return AddBeforeMainAction; }
};

const clang::FrontendPluginRegistry::Add<ScopeAction> registration("own-declarations", "");

} // namespace
