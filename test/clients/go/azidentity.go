package main

import (
	"context"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

func managed() (credential, error) {
	source, err := azidentity.NewManagedIdentityCredential(nil)
	return fromAzidentity(source), err
}

func defaultChain() (credential, error) {
	source, err := azidentity.NewDefaultAzureCredential(nil)
	return fromAzidentity(source), err
}

func fromAzidentity(source azcore.TokenCredential) credential {
	return func(ctx context.Context, resource string) (string, time.Time, error) {
		answer, err := source.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{resource + "/.default"}})
		return answer.Token, answer.ExpiresOn, err
	}
}
