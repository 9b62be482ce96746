# Certificates for tests; sourced, not run. Files are made in the current folder.

authority() { # name
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$1" \
        -addext basicConstraints=critical,CA:TRUE -keyout "$1.key" -out "$1.pem"
}

certificate() { # name authority usage [alternative name [days, -1 for one that has expired]]
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr"
    openssl x509 -req -in "$1.csr" -CA "$2.pem" -CAkey "$2.key" -CAcreateserial -days "${5:-2}" -out "$1.pem" \
        -extfile <(echo "extendedKeyUsage=$3"; [[ -z ${4:-} ]] || echo "subjectAltName=$4")
}

folder() { # name authority [certificate]: as DOCKER_CERT_PATH names one
    mkdir "$1"
    cp "$2.pem" "$1/ca.pem"
    if [[ -n ${3:-} ]]; then
        cp "$3.pem" "$1/cert.pem"
        cp "$3.key" "$1/key.pem"
    fi
}
