# Each template is a folder; what several have in common is in `common` and `page`. Of the react template the parts that do not
# differ from the sample extension's are the sample's own.
set(templates ${PROJECT_SOURCE_DIR}/resources/templates)
qt_add_resources(pierhead_host templates PREFIX /pierhead/templates BASE ${templates}
    FILES
        ${templates}/labels.txt
        ${templates}/common/icon.svg
        ${templates}/page/Makefile
        ${templates}/page/ui/style.css
        ${templates}/html/Dockerfile
        ${templates}/html/README.md
        ${templates}/html/metadata.json
        ${templates}/html/ui/index.html
        ${templates}/html/ui/main.js
        ${templates}/compose/Dockerfile
        ${templates}/compose/README.md
        ${templates}/compose/count.sh
        ${templates}/compose/docker-compose.yaml
        ${templates}/compose/metadata.json
        ${templates}/compose/ui/index.html
        ${templates}/compose/ui/main.js
        ${templates}/react/.dockerignore
        ${templates}/react/.gitignore
        ${templates}/react/Dockerfile
        ${templates}/react/Makefile
        ${templates}/react/README.md
        ${templates}/react/greet.sh
        ${templates}/react/metadata.json
        ${templates}/react/client/index.html
        ${templates}/react/client/package.json
        ${templates}/react/client/src/App.tsx)
set(sample ${PROJECT_SOURCE_DIR}/extensions/hello-backend)
qt_add_resources(pierhead_host react_template PREFIX /pierhead/templates/react BASE ${sample}
    FILES
        ${sample}/client/.npmrc
        ${sample}/client/tsconfig.json
        ${sample}/client/vite.config.ts
        ${sample}/client/src/main.tsx)
